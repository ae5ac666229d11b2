import { BufferTarget, EncodedPacket, EncodedVideoPacketSource, Mp4OutputFormat, MovOutputFormat, Output } from 'mediabunny';
import openVips from 'wasm-vips';

type Vips = Awaited<ReturnType<typeof openVips>>;
let vips: Promise<Vips> | null = null;
const loaded = (): Promise<Vips> => (vips ??= openVips({ dynamicLibraries: ['vips-heif.wasm'], print: () => undefined, printErr: () => undefined }));

export interface TestPicture {
  readonly width: number;
  readonly height: number;
  readonly suffix?: '.jpg' | '.png' | '.webp' | '.gif' | '.avif';
  /** Noise, which no format makes small. */
  readonly noisy?: boolean;
  readonly frames?: number;
  /** The left half is this bright, the right half black. */
  readonly left?: number;
  /** As a telephone leaves it: to be turned by a quarter, and with the place where it was taken. */
  readonly fromTelephone?: boolean;
}

/** A picture made here and now. */
export async function picture({ width, height, suffix = '.jpg', noisy = false, frames = 1, left = 200, fromTelephone = false }: TestPicture): Promise<Uint8Array<ArrayBuffer>> {
  const library = await loaded();
  const plain = library.Image.black(width, height * frames, { bands: 3 });
  const drawn = noisy ? library.Image.gaussnoise(width, height * frames, { mean: 128, sigma: 80 }).bandjoin([library.Image.gaussnoise(width, height * frames, { mean: 128, sigma: 80 }), library.Image.gaussnoise(width, height * frames, { mean: 128, sigma: 80 })]) : plain.insert(library.Image.black(Math.max(1, Math.floor(width / 2)), height * frames, { bands: 3 }).linear([1, 1, 1], [left, left, left]), 0, 0);
  const image = drawn.cast('uchar').copy({ interpretation: 'srgb' });
  if (fromTelephone) {
    image.setInt('orientation', 6);
    for (const [field, value] of [['ifd0-Orientation', '6'], ['ifd3-GPSLatitude', '37/1 33/1 0/1'], ['ifd3-GPSLongitude', '126/1 58/1 0/1']]) image.setString(`exif-${field}`, value ?? '');
  }
  if (frames > 1) {
    image.setInt('page-height', height);
    if (!noisy) for (let frame = 0; frame < frames; frame += 1) image.drawRect([frame * 40, 0, 0], 0, frame * height, width, Math.ceil(height / 2), { fill: true });
  }
  return Uint8Array.from(image.writeToBuffer(suffix));
}

/** The names of what a picture says of itself beside its pixels: `exif-ifd3-GPSLatitude`. */
export async function fieldsOf(bytes: Uint8Array): Promise<readonly string[]> {
  const fields = (await loaded()).Image.newFromBuffer(bytes).getFields();
  return Array.from({ length: fields.size() }, (_, index) => fields.get(index) ?? '');
}

export interface TestVideo {
  readonly width?: number;
  readonly height?: number;
  readonly seconds?: number;
  readonly framesPerSecond?: number;
  readonly rotation?: 0 | 90 | 180 | 270;
  readonly mov?: boolean;
}

/** A film that really plays: each frame is the AV1 key frame of a small AVIF picture. */
export async function video({ width = 64, height = 64, seconds = 2, framesPerSecond = 10, rotation = 0, mov = false }: TestVideo = {}): Promise<Uint8Array<ArrayBuffer>> {
  const { frame, config } = keyFrame(Buffer.from(await picture({ width, height, suffix: '.avif' })));
  const target = new BufferTarget();
  const output = new Output({ format: mov ? new MovOutputFormat({ fastStart: false }) : new Mp4OutputFormat({ fastStart: false }), target });
  const source = new EncodedVideoPacketSource('av1');
  output.addVideoTrack(source, { rotation });
  await output.start();
  const count = Math.round(seconds * framesPerSecond);
  for (let index = 0; index < count; index += 1) {
    const packet = new EncodedPacket(frame, 'key', index / framesPerSecond, 1 / framesPerSecond);
    await source.add(packet, { decoderConfig: { codec: codecOf(config), codedWidth: width, codedHeight: height, description: config, colorSpace: { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false } } });
  }
  await output.finalize();
  return new Uint8Array(target.buffer ?? new ArrayBuffer());
}

/** The AV1 of a still AVIF: its configuration (`av1C`), and its one frame, which is all of `mdat`. */
function keyFrame(avif: Buffer): { readonly frame: Uint8Array; readonly config: Uint8Array } {
  const at = avif.indexOf('av1C', 0, 'latin1');
  const config = avif.subarray(at + 4, at - 4 + avif.readUInt32BE(at - 4));
  const mdat = avif.lastIndexOf('mdat', undefined, 'latin1');
  return { frame: Uint8Array.from(avif.subarray(mdat + 4, mdat - 4 + avif.readUInt32BE(mdat - 4))), config: Uint8Array.from(config) };
}

/** https://aomediacodec.github.io/av1-isobmff/#codecsparam */
function codecOf(config: Uint8Array): string {
  const [, first = 0, second = 0] = config;
  return `av01.${first >> 5}.${String(first & 0x1f).padStart(2, '0')}${(second & 0x80) === 0 ? 'M' : 'H'}.08`;
}

/** A box of ISO/IEC 14496-12. */
export function box(type: string, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}

/** The film with a further box at the end of its `moov`, which has to come after the film itself so that nothing moves. */
export function withInMoov(film: Uint8Array, extra: Buffer): Buffer {
  const bytes = Buffer.from(film);
  const at = topLevel(bytes, 'moov');
  const size = bytes.readUInt32BE(at);
  if (at + size !== bytes.length) throw new Error('moov is not the last box');
  bytes.writeUInt32BE(size + extra.length, at);
  return Buffer.concat([bytes, extra]);
}

function topLevel(bytes: Buffer, type: string): number {
  for (let at = 0; at < bytes.length; at += bytes.readUInt32BE(at)) if (bytes.toString('latin1', at + 4, at + 8) === type) return at;
  throw new Error(`No ${type}`);
}
