import { accountsContract, entranceContract } from '#shared/contract/accounts-contract.ts';
import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { ResponseValidationPlugin } from '@orpc/contract/plugins';
import type { JsonifiedClient } from '@orpc/openapi-client';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { openLine } from '../sync/backend-client.ts';
import { SyncFailure } from '../sync/sync-failure.ts';

export type DoorApi = JsonifiedClient<ContractRouterClient<typeof entranceContract>>;
export type AccountApi = JsonifiedClient<ContractRouterClient<typeof accountsContract>>;

/** One call that needs no token. Every failure is a {@link SyncFailure}. */
export async function callDoor<T>(url: string, call: (door: DoorApi, signal: AbortSignal) => Promise<T>): Promise<T> {
  const line = openLine(url, new AbortController().signal);
  const link = new OpenAPILink(entranceContract, { url: line.base, fetch: (request, init) => line.fetch(request, init as RequestInit), plugins: [new ResponseValidationPlugin(entranceContract)] });
  const door: DoorApi = createORPCClient(link);
  const signal = line.timeLimit();
  return line.guarded(() => call(door, signal));
}

/** One call as the holder of an access token. Fails with `not-allowed` for what is an administrator's. */
export async function callAccount<T>(url: string, accessToken: string, call: (api: AccountApi, signal: AbortSignal) => Promise<T>): Promise<T> {
  const line = openLine(url, new AbortController().signal);
  const link = new OpenAPILink(accountsContract, {
    url: line.base,
    headers: { authorization: `Bearer ${accessToken}` },
    fetch: (request, init) => line.fetch(request, init as RequestInit),
    plugins: [new ResponseValidationPlugin(accountsContract)],
  });
  const api: AccountApi = createORPCClient(link);
  const signal = line.timeLimit();
  try {
    return await line.guarded(() => call(api, signal));
  } catch (error) {
    // It is the member whom the server knows and refuses, not the connection.
    if (error instanceof SyncFailure && error.code === 'forbidden') throw new SyncFailure('not-allowed', error.message);
    throw error;
  }
}

/** One call by which somebody comes in. Fails with `no-accounts` where the server has none: it asks for a token there, as at any address. */
export async function enterBy<T>(url: string, call: (door: DoorApi, signal: AbortSignal) => Promise<T>): Promise<T> {
  try {
    return await callDoor(url, call);
  } catch (error) {
    if (error instanceof SyncFailure && error.code === 'unauthorized') throw new SyncFailure('no-accounts', error.message);
    throw error;
  }
}
