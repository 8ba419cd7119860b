import type { Language } from '../../shared/kernel/language.ts'

/**
 * The number a person wrote, or null. Full-width digits and spaces between
 * thousands are understood, and a comma as the reader of that language means
 * it: "1,5" is one and a half everywhere, "1,500" only so in Swedish.
 */
export function parseFigure(raw: string, language: Language): number | null {
  const text = raw
    .normalize('NFKC')
    .replace(/[\s’']/gu, '')
    .replace('\u2212', '-')
  const grouped = language !== 'sv' && /^-?\d{1,3}(,\d{3})+(\.\d+)?$/u.test(text)
  const plain = grouped ? text.replaceAll(',', '') : text.replace(',', '.')
  return /^-?(\d+\.?\d*|\.\d+)$/u.test(plain) ? Number(plain) : null
}
