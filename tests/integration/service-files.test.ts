import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const root = join(import.meta.dirname, '..', '..');
const read = (name: string): string => readFileSync(join(root, 'resources', 'backend', name), 'utf8');
/** The options that the program has, from its own help. */
const OPTIONS = new Set([...readFileSync(join(root, 'src', 'backend', 'main.ts'), 'utf8').matchAll(/^ {2}(--[a-z-]+)/gmu)].map((match) => match[1]));
const optionsOf = (line: string): string[] => line.match(/(?<=^|[\s"',[])--[a-z-]+/gu) ?? [];

/** What a service of a compose file may say here. Strict: a word that an engine would not know fails. */
const Service = z.strictObject({
  image: z.string().regex(/^(?:sotong-backend|docker\.io\/library\/[a-z]+:[\d.]+(?:-bookworm)?)$/u),
  build: z.strictObject({ context: z.string(), dockerfile: z.string() }).optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).optional(),
  volumes: z.array(z.string()).optional(),
  networks: z.array(z.string()).optional(),
  network_mode: z.literal('none').optional(),
  ports: z.array(z.string().regex(/^\d+:\d+$/u)).optional(),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.enum(['service_healthy', 'service_completed_successfully']) })).optional(),
  healthcheck: z.strictObject({ test: z.array(z.string()), interval: z.string(), timeout: z.string(), retries: z.int() }).optional(),
  user: z.string().optional(),
  read_only: z.literal(true),
  tmpfs: z.array(z.string()).optional(),
  cap_drop: z.tuple([z.literal('ALL')]),
  cap_add: z.array(z.enum(['NET_BIND_SERVICE', 'CHOWN'])).optional(),
  security_opt: z.tuple([z.literal('no-new-privileges:true')]),
  pids_limit: z.int().optional(),
  mem_limit: z.string().optional(),
  shm_size: z.string().optional(),
  restart: z.literal('unless-stopped').optional(),
  stop_grace_period: z.string().regex(/^\d+s$/u).optional(),
  logging: z.strictObject({ driver: z.string(), options: z.record(z.string(), z.string()) }).optional(),
});
const Compose = z.strictObject({ name: z.string(), 'x-backend': z.unknown(), services: z.record(z.string(), Service), networks: z.record(z.string(), z.strictObject({ internal: z.boolean().optional() })), volumes: z.record(z.string(), z.strictObject({})) });

describe('The files to run a backend with', () => {
  const compose = Compose.parse(parse(read('compose.yaml'), { merge: true }));
  const backends = Object.entries(compose.services).filter(([, service]) => service.image === 'sotong-backend');

  it('start two nodes and a worker, with options that there are', () => {
    expect(backends.map(([name]) => name)).toEqual(['node-1', 'node-2', 'worker']);
    for (const [name, service] of backends) {
      const command = service.command ?? [];
      expect(command[command.indexOf('--role') + 1]).toBe(name === 'worker' ? 'work' : 'serve');
      for (const option of command.filter((word) => word.startsWith('--'))) expect(OPTIONS).toContain(option);
      expect(service.user).toBe('10001:10001');
      expect(Number.parseInt(service.stop_grace_period ?? '0', 10)).toBeGreaterThanOrEqual(45);
      expect([service.networks, service.ports]).toEqual([['inside'], undefined]);
    }
  });

  it('name networks, volumes and services that there are, and open no port but those of TLS', () => {
    for (const service of Object.values(compose.services)) {
      for (const network of service.networks ?? []) expect(Object.keys(compose.networks)).toContain(network);
      for (const other of Object.keys(service.depends_on ?? {})) expect(Object.keys(compose.services)).toContain(other);
      for (const volume of service.volumes ?? []) if (!volume.startsWith('.')) expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0]);
    }
    expect(compose.networks['inside']?.internal).toBe(true);
    expect(Object.entries(compose.services).flatMap(([name, service]) => (service.ports ?? []).map((port) => `${name} ${port}`))).toEqual(['caddy 80:80', 'caddy 443:443']);
    expect(existsSync(join(root, 'resources', 'backend', 'Caddyfile'))).toBe(true);
    for (const name of ['node-1', 'node-2']) expect(read('Caddyfile')).toContain(`${name}:4310`);
    const depth = [...read('Caddyfile').matchAll(/(?<!\{\$?\w*)[{}](?!\$)/gu)].reduce((open, [brace]) => open + (brace === '{' ? 1 : -1), 0);
    expect(depth).toBe(0);
  });

  it('hold no password', () => {
    for (const name of ['compose.yaml', 'Containerfile', 'Caddyfile', 'sotong-backend.service']) expect(read(name)).not.toMatch(/password\s*[:=]\s*"?[\w]{4,}/iu);
  });

  it('build an image that runs as nobody, from files that there are', () => {
    const lines = read('Containerfile').replaceAll(/\\\n/gu, ' ').split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
    const words = new Set(['FROM', 'WORKDIR', 'COPY', 'RUN', 'ENV', 'USER', 'EXPOSE', 'HEALTHCHECK', 'STOPSIGNAL', 'ENTRYPOINT', 'CMD']);
    for (const line of lines) expect(words).toContain(line.trimStart().split(/\s/u)[0]);
    expect(lines.filter((line) => line.startsWith('FROM')).every((line) => /node:22-bookworm-slim/u.test(line))).toBe(true);
    expect(lines.findLast((line) => line.startsWith('USER'))).toBe('USER 10001:10001');
    for (const line of lines) for (const form of line.matchAll(/(?:ENTRYPOINT|CMD) (\[.+\])$/gu)) expect(z.array(z.string()).safeParse(JSON.parse(form[1] ?? '')).success).toBe(true);
    for (const option of optionsOf(lines.findLast((line) => line.startsWith('CMD')) ?? '')) expect(OPTIONS).toContain(option);
    expect(readFileSync(join(root, 'electron.vite.config.ts'), 'utf8')).toContain("backend: src('backend/main.ts')");
  });

  it('are a unit of systemd with its doors shut', () => {
    const sections = new Map<string, string[]>();
    let current: string[] = [];
    for (const line of read('sotong-backend.service').split('\n')) {
      const section = /^\[(\w+)\]$/u.exec(line)?.[1];
      if (section !== undefined) sections.set(section, (current = []));
      else if (line !== '' && !line.startsWith('#')) {
        expect(line).toMatch(/^[A-Z]\w+=/u);
        current.push(line);
      }
    }
    expect([...sections.keys()]).toEqual(['Unit', 'Service', 'Install']);
    const service = sections.get('Service') ?? [];
    for (const line of ['DynamicUser=yes', 'NoNewPrivileges=yes', 'ProtectSystem=strict', 'ProtectHome=yes', 'PrivateTmp=yes', 'PrivateDevices=yes', 'CapabilityBoundingSet=', 'RestrictNamespaces=yes', 'SystemCallFilter=@system-service']) expect(service).toContain(line);
    for (const option of optionsOf(service.find((line) => line.startsWith('ExecStart=')) ?? '')) expect(OPTIONS).toContain(option);
  });

  const analyze = spawnSync('systemd-analyze', ['--version']).status === 0;
  it.skipIf(!analyze)('are safe in the eyes of systemd itself', () => {
    const file = join(root, 'resources', 'backend', 'sotong-backend.service');
    const verified = spawnSync('systemd-analyze', ['verify', '--man=no', file], { encoding: 'utf8' });
    // That Node or another unit is elsewhere on this machine is no fault of the file.
    const faults = verified.stderr.split('\n').filter((line) => line.includes('sotong-backend.service') && !/not executable|No such file|not found/iu.test(line));
    expect(faults).toEqual([]);
    const exposure = spawnSync('systemd-analyze', ['security', '--offline=true', '--threshold=20', file], { encoding: 'utf8' });
    expect([exposure.status, exposure.stdout.split('\n').find((line) => line.includes('Overall'))]).toEqual([0, expect.stringContaining('OK') as unknown]);
  });
});
