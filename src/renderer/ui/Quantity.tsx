import { type IntlShape, useIntl } from 'react-intl'
import './quantity.css'

/** Decimals of a figure: what a person can use, and no more. */
const decimals = (value: number): number => (Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0)

/** A figure in the reader's own manner. */
export const figure = (intl: IntlShape, value: number): string =>
  intl.formatNumber(value, { maximumFractionDigits: decimals(value) })

interface QuantityProps {
  readonly value: number
  readonly unit: string
}

/** A figure with its unit; they stay on one line. */
export function Quantity({ value, unit }: QuantityProps) {
  const intl = useIntl()
  return (
    <span className="quantity">
      {figure(intl, value)}
      {'\u00a0'}
      <bdi className="peer">{unit}</bdi>
    </span>
  )
}

/** A figure whose unit stands elsewhere. */
export function Figure({ value }: { readonly value: number }) {
  return <span className="quantity">{figure(useIntl(), value)}</span>
}
