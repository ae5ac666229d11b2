import { OpenAPIGenerator, type OpenAPI } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { accountsContract, entranceContract } from '#shared/contract/accounts-contract.ts';
import { backendContract } from '#shared/contract/backend-contract.ts';

const sha256 = { name: 'sha256', in: 'path', required: true, description: 'The file\'s SHA-256, lower-case hexadecimal', schema: { type: 'string', pattern: '^[0-9a-f]{64}$' } } as const;
const bytes = { 'application/octet-stream': { schema: { type: 'string', contentMediaType: 'application/octet-stream' } } } as const;

const part = { name: 'n', in: 'path', required: true, schema: { type: 'integer', minimum: 0 } } as const;

/** What the server answers outside the contract's procedures. */
const OTHER_PATHS: OpenAPI.PathsObject = {
  '/v1/media/{sha256}': {
    parameters: [sha256],
    put: {
      summary: 'Keep a picture; the same bytes again change nothing',
      requestBody: { required: true, content: bytes },
      responses: { 201: { description: 'Kept' }, 200: { description: 'Known already' }, 413: { description: 'Too large' }, 415: { description: 'Not a picture that the server keeps' }, 422: { description: 'The bytes have another SHA-256' } },
    },
    get: { summary: 'A picture', responses: { 200: { description: 'Its bytes', content: bytes }, 404: { description: 'Not here' } } },
    head: { summary: 'Whether a picture is here', responses: { 200: { description: 'Here' }, 404: { description: 'Not here' } } },
  },
  '/v1/media/{sha256}/parts': {
    parameters: [sha256],
    get: { summary: 'Which parts of a large file are here, and whether it is complete', responses: { 200: { description: 'Their numbers' } } },
  },
  '/v1/media/{sha256}/parts/{n}': {
    parameters: [sha256, part],
    put: { summary: 'Keep a part of a file that is too large for one request', requestBody: { required: true, content: bytes }, responses: { 201: { description: 'Kept' }, 200: { description: 'The file is complete already' }, 413: { description: 'Too large' } } },
    get: { summary: 'A part of a complete file', responses: { 200: { description: 'Its bytes', content: bytes }, 404: { description: 'Not here' } } },
  },
  '/v1/media/{sha256}/complete': {
    parameters: [sha256],
    post: {
      summary: 'Make a file of its parts, once they have the hash that it is named by',
      requestBody: { required: true, content: { 'application/json': { schema: { type: 'object', required: ['parts'], properties: { parts: { type: 'integer', minimum: 1 } } } } } },
      responses: { 201: { description: 'Kept' }, 200: { description: 'Known already' }, 413: { description: 'Too large' }, 415: { description: 'Not a picture or video that the server keeps' }, 422: { description: 'Parts are missing, or the bytes have another SHA-256' } },
    },
  },
  '/v1/sandbox/{account}/behaviour': {
    parameters: [{ name: 'account', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
    post: {
      summary: 'How a sandbox account answers its next calls',
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: {
              type: 'object',
              required: ['mode', 'times'],
              properties: { mode: { enum: ['ok', 'slow', 'fail', 'reject', 'timeout-after-post', 'timeout-before-post'] }, times: { type: 'integer', minimum: 1, maximum: 10_000 } },
            },
          },
        },
      },
      responses: { 204: { description: 'Set' }, 404: { description: 'No such account' } },
    },
  },
};

/** The OpenAPI document of this server: the contract's procedures, made from the contract itself, and the few paths beside them. */
export async function openApiDocument(version: string, withAccounts: boolean): Promise<OpenAPI.Document> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const document = await generator.generate(withAccounts ? { ...backendContract, entrance: entranceContract, accounts: accountsContract } : backendContract, {
    info: { title: 'Sotong publishing backend', version, description: 'Takes the entries of a newsroom, checks them, and publishes what was approved, once.' },
    security: [{ token: [] }],
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
  });
  return { ...document, paths: { ...document.paths, ...OTHER_PATHS } };
}
