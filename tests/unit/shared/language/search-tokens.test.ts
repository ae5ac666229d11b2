import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { choseongOf, isChoseong } from '#shared/language/hangul.ts';
import { choseongTokens, foldText, indexTokens, matchesQuery, queryTokens } from '#shared/language/search-tokens.ts';

describe('tokens', () => {
  test('pairs of neighbours, and the last character', () => {
    expect(indexTokens('광화문 광장')).toBe('광화 화문 문 광장 장');
    expect(indexTokens('KTX-이음')).toBe('kt tx x 이음 음');
    expect(indexTokens('😊 … !')).toBe('');
  });

  test('folding: composed, small, full-width made plain, accents off; jamo stay as typed', () => {
    expect(foldText(' ＳＥＯＵＬ\n Café  ')).toBe('seoul cafe');
    expect(foldText('각'.normalize('NFD'))).toBe('각');
    expect(foldText('ㅋㅋ ㄸㄹㅇ')).toBe('ㅋㅋ ㄸㄹㅇ');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
    );
  });

  test('initials', () => {
    expect(choseongOf('따릉이 1호')).toBe('ㄸㄹㅇ 1ㅎ');
    expect(isChoseong('ㄸㄹㅇ')).toBe(true);
    expect(isChoseong('ㄸㅏ')).toBe(false);
    expect(choseongTokens('따릉이 Seoul 서울')).toBe('ㄸㄹ ㄹㅇ ㅇ ㅅㅇ ㅇ');
  });
});

describe('queries', () => {
  test.each([
    ['물', '"물"*'],
    ['서울', '"서울"'],
    ['광화문 광장', '"광화" AND "화문" AND "광장"'],
    ['ㄸㄹㅇ', '"ㄸㄹ" AND "ㄹㅇ"'],
    ['#축제', '"축제"'],
    ['서울 OR "x" NEAR(', '"서울" AND "or" AND "x"* AND "ne" AND "ea" AND "ar"'],
    ['😊', null],
    ['', null],
  ])('%j', (query, match) => expect(queryTokens(query).match).toBe(match));

  test('any string gives quoted terms of letters and digits joined by AND, and nothing else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 60 }), fc.string({ maxLength: 300 })), (query) => {
        const { match, needles } = queryTokens(query);
        if (match !== null) expect(match).toMatch(/^"[\p{L}\p{N}]+"\*?(?: AND "[\p{L}\p{N}]+"\*?)*$/u);
        expect(needles.length === 0).toBe(foldText(query) === '');
      }),
      { numRuns: 10_000 },
    );
  });
});

describe('in SQLite', () => {
  let database: Database.Database;
  beforeAll(() => {
    database = new Database(':memory:');
    database.exec(`CREATE VIRTUAL TABLE found USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize='unicode61')`);
  });
  beforeEach(() => void database.exec('DELETE FROM found'));
  afterAll(() => void database.close());

  function index(...texts: readonly string[]): void {
    const insert = database.prepare('INSERT INTO found (rowid, tokens) VALUES (?, ?)');
    texts.forEach((text, row) => insert.run(row, `${indexTokens(text)} ${choseongTokens(text)}`));
  }

  function rows(query: string): number[] {
    const { match } = queryTokens(query);
    if (match === null) return [];
    return database.prepare('SELECT rowid AS row FROM found WHERE found MATCH ? ORDER BY rowid').all(match).map((found) => (found as { readonly row: number }).row);
  }

  test('one syllable, two, the middle of a word, initials, small letters', () => {
    index('광화문광장에서 물놀이', 'Seoul 따릉이', '한강공원');
    expect(rows('물')).toEqual([0]);
    expect(rows('놀이')).toEqual([0]);
    expect(rows('문광장')).toEqual([0]);
    expect(rows('ㄸㄹㅇ')).toEqual([1]);
    expect(rows('ㅎㄱ')).toEqual([2]);
    expect(rows('SEOUL')).toEqual([1]);
    expect(rows('이')).toEqual([0, 1]);
    expect(rows('강원')).toEqual([]);
  });

  test('whatever is in a text is found by any part of it', () => {
    const piece = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 3 }), fc.constantFrom('서울', '가', 'ㄱ', 'é', 'İ', 'ß', 'Σας', '𝔸', 'अनु', 'ｆｕｌｌ', '１２', '한강', ' ', '-', '"', "'", '*', '𠀀', 'ꯀ', '👍🏽', 'ﬁ', '①'));
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 12 }), fc.nat(), fc.nat(), (parts, from, length) => {
        const folded = Array.from(foldText(parts.join('')));
        const start = folded.length === 0 ? 0 : from % folded.length;
        const part = folded.slice(start, start + 1 + (length % 6)).join('');
        const query = queryTokens(part);
        if (foldText(part) !== part.trim()) return;
        expect(matchesQuery(query, parts.join(''))).toBe(true);
        if (query.match === null) return;
        database.exec('DELETE FROM found');
        index(parts.join(''));
        expect(rows(part)).toEqual([0]);
      }),
      { numRuns: 2_000 },
    );
  });

  test('no query is a syntax error', () => {
    index('서울');
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.string({ maxLength: 80 })), (query) => {
        rows(query);
      }),
      { numRuns: 2_000 },
    );
    expect(() => rows('가나다라마바사아자차카타파하'.repeat(100))).not.toThrow();
  });
});

describe('matchesQuery', () => {
  test('wants every word, and knows initials in the title only', () => {
    expect(matchesQuery(queryTokens('서울 축제'), '축제가 열리는 서울')).toBe(true);
    expect(matchesQuery(queryTokens('서울 축제'), '서울')).toBe(false);
    expect(matchesQuery(queryTokens('ㄸㄹㅇ'), '', '따릉이')).toBe(true);
    expect(matchesQuery(queryTokens('ㄸㄹㅇ'), '따릉이', '')).toBe(false);
    expect(matchesQuery(queryTokens('축제 ㅅㅇ'), '봄 축제', '서울 소식')).toBe(true);
  });
});
