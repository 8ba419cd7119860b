/** Words for the period of a limit; all limits there are have one of these. */
export function perKey(periodMs: number): 'limits.per.1000' | 'limits.per.60000' | 'limits.per.3600000' {
  if (periodMs <= 1_000) return 'limits.per.1000'
  return periodMs <= 60_000 ? 'limits.per.60000' : 'limits.per.3600000'
}
