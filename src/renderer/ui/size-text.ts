import type { IntlShape } from 'react-intl'

const UNITS = ['byte', 'kilobyte', 'megabyte'] as const
/** Source: SI prefixes, as CLDR's units of data have them. */
const STEP = 1_000

/** A size in the reader's own manner, with as many figures as anybody reads. */
export function sizeText(intl: IntlShape, bytes: number): string {
  const at = bytes < STEP ? 0 : bytes < STEP * STEP ? 1 : 2
  const value = bytes / STEP ** at
  const maximumFractionDigits = at === 2 && value < 100 ? 1 : 0
  return intl.formatNumber(value, {
    ...{ style: 'unit', unit: UNITS[at] ?? 'byte', maximumFractionDigits },
    unitDisplay: at === 0 ? 'long' : 'short', // in the short form, English has "42 byte"
  })
}
