import { isContractProcedure } from '@orpc/contract';
import { accountsContract, entranceContract } from '#shared/contract/accounts-contract.ts';
import { backendContract } from '#shared/contract/backend-contract.ts';

/** One call of the contract as it is written there: `DELETE /v1/devices/{id}`. */
export type RouteName = { readonly method: string; readonly path: string };

/** Every call of the contracts. */
export const CONTRACT_ROUTES: readonly RouteName[] = [backendContract, entranceContract, accountsContract].flatMap((router) =>
  Object.values(router).map((procedure) => {
    if (!isContractProcedure(procedure)) throw new Error('A contract within a contract');
    const { method, path } = procedure['~orpc'].route;
    if (method === undefined || path === undefined) throw new Error('A call without an address');
    return { method, path };
  }),
);

const PATTERNS = CONTRACT_ROUTES.map(({ method, path }) => ({ method, path, pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/gu, '[^/]+')}$`, 'u') }));

/** The call's name for figures and logs: no id in it, and one of few. `(none)` for an address that no call has. */
export function contractRouteOf(method: string, url: string): string {
  const path = url.split('?', 1)[0] ?? '';
  return PATTERNS.find((each) => each.method === method && each.pattern.test(path))?.path ?? '(none)';
}
