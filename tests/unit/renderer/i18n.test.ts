import { describe, expect, it } from 'vitest';
import { COMMANDS } from '#shared/contract/commands.ts';
import { ErrorCode } from '#shared/contract/errors.ts';
import { createI18n, NAMESPACES, resources } from '#shared/i18n/index.ts';

type Tree = { readonly [key: string]: string | Tree };
const PLURAL = /_(zero|one|two|few|many|other)$/;

function flatten(tree: Tree, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') flat.set(prefix + key, value);
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) flat.set(inner, text);
  }
  return flat;
}

const base = (key: string): string => key.replace(PLURAL, '');
/** Values that say the same in another unit: X weighs a Hangul syllable double, so Korean counts in Hangul. */
const SAME_SENSE: Readonly<Record<string, string>> = { hangul: 'count' };
const variables = (text: string): string[] => [...text.matchAll(/\{\{\s*([^},\s]+)/g)].map((match) => SAME_SENSE[match[1] ?? ''] ?? match[1] ?? '').toSorted();

describe.each(NAMESPACES.map((namespace) => ({ namespace })))('texts of $namespace', ({ namespace }) => {
  const en = flatten(resources.en[namespace] as Tree);
  const ko = flatten(resources.ko[namespace] as Tree);

  it('has the same keys in both languages', () => {
    expect([...new Set([...ko.keys()].map(base))].toSorted()).toEqual([...new Set([...en.keys()].map(base))].toSorted());
  });

  it('has the plural endings of each language', () => {
    for (const key of en.keys()) if (key.endsWith('_one')) expect(en.has(`${base(key)}_other`), key).toBe(true);
    for (const key of en.keys()) if (key.endsWith('_other')) expect([...ko.keys()], key).toContain(key);
    for (const key of ko.keys()) if (PLURAL.test(key)) expect(key).toMatch(/_other$/);
  });

  it('uses the same values', () => {
    for (const [key, text] of ko) {
      const english = en.get(key) ?? '';
      const inEnglish = new Set([...variables(english), ...variables(en.get(`${base(key)}_one`) ?? '')]);
      expect(new Set(variables(text)), key).toEqual(inEnglish);
    }
  });

  it('has no empty text and no space at an end', () => {
    for (const [key, text] of [...en, ...ko]) {
      expect(text, key).not.toBe('');
      expect(text.trim(), key).toBe(text);
    }
  });

  it('speaks Korean as the interface does', () => {
    for (const [key, text] of ko) {
      expect(text, `${key}: particles are never offered as a choice`).not.toMatch(/을\(를\)|를\(을\)|이\(가\)|가\(이\)|은\(는\)|는\(은\)|와\(과\)|과\(와\)|\(으\)로/);
      expect(text, `${key}: nobody is called 귀하 or 당신`).not.toMatch(/귀하|당신/);
      expect(text, `${key}: a request is -해 주세요`).not.toMatch(/하세요\.|하십시오|바랍니다|하시기/);
      expect(text, `${key}: is written NFC`).toBe(text.normalize('NFC'));
      // A particle right after a value cannot agree with it.
      expect(text, `${key}: no particle after a value`).not.toMatch(/\}\}(을|를|이|가|은|는|과|와|으로|로)(?=[\s.,]|$)/);
    }
  });

  it('speaks English without pleading or shouting', () => {
    for (const [key, text] of en) {
      expect(text, key).not.toMatch(/\bplease\b|!/i);
    }
  });
});

describe('errors', () => {
  it('has what happened, what is safe and what to do for every code', () => {
    for (const code of ErrorCode.options) {
      for (const language of ['ko', 'en'] as const) {
        expect(Object.keys(resources[language].errors[code]).toSorted(), code).toEqual(['next', 'safe', 'title']);
      }
    }
    expect(Object.keys(resources.en.errors).toSorted()).toEqual([...ErrorCode.options].toSorted());
  });
});

describe('commands', () => {
  it('has a title for every command and no other', () => {
    expect([...flatten(resources.en.commands).keys()].toSorted()).toEqual(COMMANDS.map(({ id }) => id).toSorted());
  });
});

describe('createI18n', () => {
  it('is ready at once, counts as each language does, and switches', async () => {
    const i18n = createI18n('en');
    expect(i18n.t('statusBar.waiting', { count: 1 })).toBe('1 change waiting');
    expect(i18n.t('statusBar.waiting', { count: 3 })).toBe('3 changes waiting');
    await i18n.changeLanguage('ko');
    expect(i18n.t('statusBar.waiting', { count: 1 })).toBe('변경 1건 동기화 대기');
  });

  it('leaves markup in a value as it stands', () => {
    expect(createI18n('en').t('library:toast.archived', { title: '<b>&amp;' })).toBe('Archived: <b>&amp;');
  });
});
