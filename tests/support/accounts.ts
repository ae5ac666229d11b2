import { createHash, randomBytes } from 'node:crypto';
import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import type { JsonifiedClient } from '@orpc/openapi-client';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { v7 } from 'uuid';
import { accountsContract, entranceContract, type Session } from '#shared/contract/accounts-contract.ts';
import type { Role } from '#shared/domain/workspace.ts';
import type { Room } from './backend.ts';

type Doors = JsonifiedClient<ContractRouterClient<typeof entranceContract>>;
type Account = JsonifiedClient<ContractRouterClient<typeof accountsContract>>;

/** The calls that need no token. */
export function doors(room: Pick<Room, 'url'>): Doors {
  return createORPCClient(new OpenAPILink(entranceContract, { url: room.url }));
}

/** The calls of somebody who is in. */
export function account(room: Pick<Room, 'url'>, accessToken: string): Account {
  return createORPCClient(new OpenAPILink(accountsContract, { url: room.url, headers: { authorization: `Bearer ${accessToken}` } }));
}

export const PASSWORD = '한빛시-봄비-우산-일곱';
export const device = (name = '보도팀 왼쪽 자리'): { id: string; name: string } => ({ id: v7(), name });

/** The first admin, come in by the invitation that the server made at its start. */
export async function firstAdmin(room: Room): Promise<Session> {
  const invitation = room.backend.firstAdmin?.invitation ?? '';
  return doors(room).acceptInvitation({ invitation, name: 'admin', password: PASSWORD, device: device() });
}

/** Somebody new with these roles, invited by an admin and signed in. */
export async function join(room: Room, admin: Session, name: string, roles: Role[]): Promise<Session> {
  const { invitation } = await account(room, admin.accessToken).invite({ name: { ko: name, en: name }, roles });
  return doors(room).acceptInvitation({ invitation, name, password: `${PASSWORD} ${name}`, device: device() });
}

/** A client's next refresh token, made by itself, and what it tells the server of it. */
export function nextToken(): { readonly token: string; readonly sha256: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, sha256: createHash('sha256').update(token).digest('hex') };
}
