import { describe, expect, it } from 'vitest';
import { invitationLink, readInvitation } from '#shared/domain/invitation.ts';

const code = 'aB3_-'.repeat(9).slice(0, 43);

describe('an invitation that was pasted', () => {
  it('is read from its link, alone or in a message', () => {
    const link = invitationLink({ url: 'https://desk.example/', code });
    expect(link).toBe(`https://desk.example/#invitation=${code}`);
    expect(readInvitation(link)).toEqual({ url: 'https://desk.example', code });
    expect(readInvitation(`소통에 초대합니다.\n${link}\n고맙습니다.`)).toEqual({ url: 'https://desk.example', code });
  });

  it('is read from an address and a code in two lines, and from an address below a path', () => {
    expect(readInvitation(`서버: http://10.0.0.5:8080/sotong\n코드: ${code}`)).toEqual({ url: 'http://10.0.0.5:8080/sotong', code });
  });

  it('may be an address without a code', () => {
    expect(readInvitation(' https://desk.example ')).toEqual({ url: 'https://desk.example', code: null });
  });

  it.each(['', code, 'desk.example', 'javascript:alert(1)', 'file:///etc/passwd', 'https://somebody@desk.example/', 'ftp://desk.example'])('is none in %j', (text) => {
    expect(readInvitation(text)).toBeNull();
  });
});
