import type { ApprovalStep, NamedPolicy, Policy, Role } from '#shared/domain/workspace.ts';

/** A rule while an admin writes it: numbers and lists as they are typed. */
export interface PolicyForm {
  readonly name: string;
  readonly labels: string;
  readonly channels: NamedPolicy['match']['channels'];
  readonly kinds: NamedPolicy['match']['kinds'];
  readonly steps: readonly ApprovalStep[];
  readonly byTranslator: boolean;
  readonly selfApproval: boolean;
  readonly ownGroup: boolean;
  readonly expires: string;
  readonly limitsOffline: boolean;
  readonly offlineRoles: readonly Role[];
  readonly offlineHours: string;
}

/** As many as a policy takes. */
export const MOST_STEPS = 5;
export const NEW_STEP: ApprovalStep = { role: 'editor', count: 1 };

export function formOf(name: string, value: NamedPolicy | null): PolicyForm {
  const { match, rule } = value ?? { match: { channels: [], kinds: [], labels: [] }, rule: null };
  return {
    name, labels: match.labels.join(', '), channels: match.channels, kinds: match.kinds,
    steps: rule?.steps ?? [NEW_STEP], byTranslator: rule?.translationSteps != null, selfApproval: rule?.selfApproval ?? false, ownGroup: rule?.ownGroup ?? false,
    expires: String(rule?.expiresAfterHours ?? ''), limitsOffline: rule?.offline != null, offlineRoles: rule?.offline?.roles ?? [], offlineHours: String(rule?.offline?.hours ?? ''),
  };
}

/** Hours as typed: null for no limit, undefined for what is no number of hours. */
export function hoursOf(typed: string): number | null | undefined {
  const text = typed.replaceAll(/[,\s]/gu, '');
  if (text === '') return null;
  const hours = Number(text);
  return Number.isInteger(hours) && hours >= 1 && hours <= 8_760 ? hours : undefined;
}

export function labelsOf(typed: string): string[] {
  return [...new Set(typed.split(',').map((label) => label.trim().normalize('NFC').slice(0, 60)).filter((label) => label !== ''))].slice(0, 50);
}

/** The rule as it is kept, one version on; null while something of it is not right. Steps of translations that the form does not know of stay. */
export function policyOf(form: PolicyForm, before: NamedPolicy | null): NamedPolicy | null {
  const [expires, offlineHours] = [hoursOf(form.expires), hoursOf(form.offlineHours)];
  if (expires === undefined || (form.limitsOffline && offlineHours === undefined) || form.steps.length === 0) return null;
  const kept = before?.rule.translationSteps ?? null;
  const rule: Policy = {
    version: (before?.rule.version ?? 0) + 1,
    steps: [...form.steps],
    translationSteps: form.byTranslator ? (kept ?? [{ role: 'translator', count: 1 }]) : null,
    selfApproval: form.selfApproval,
    ownGroup: form.ownGroup,
    expiresAfterHours: expires,
    offline: form.limitsOffline ? { roles: [...form.offlineRoles], hours: offlineHours ?? null } : null,
  };
  return { match: { channels: form.channels, kinds: form.kinds, labels: labelsOf(form.labels) }, rule };
}
