import { expect } from 'chai';
import { visibleText } from 'quancheng';

describe('visible text', () => {
  it('leaves ordinary text of any script alone', () => {
    for (const text of ['泉城链 Quancheng', 'éöß', '𠮷野家', 'العربية', '👍 1,234.5 %']) {
      expect(visibleText(text)).to.equal(text);
    }
  });

  it('writes out what would change the text around it, or can’t be seen', () => {
    expect(visibleText('a\u202eb')).to.equal('a\\u{202e}b');
    expect(visibleText('\u001b[2Jx\r\n')).to.equal('\\u{1b}[2Jx\\u{d}\\u{a}');
    for (const code of [0x7f, 0x85, 0x61c, 0x200b, 0x200f, 0x2028, 0x2066, 0x2069, 0xfeff, 0xfe0f, 0xe0041]) {
      expect(visibleText(String.fromCodePoint(code))).to.equal(`\\u{${code.toString(16)}}`);
    }
  });
});
