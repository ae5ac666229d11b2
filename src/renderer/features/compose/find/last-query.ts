/** What was last looked for in Compose: the find bar and the dialog begin with it. */
let last = '';

export function lastQuery(): string {
  return last;
}

export function rememberQuery(query: string): void {
  last = query;
}
