import type { Rgb } from '../../ui/read-colour.ts'

/** How much of each light the eye takes for brightness. Source: WCAG 2.2, "relative luminance". */
const BRIGHTNESS = [0.2126, 0.7152, 0.0722] as const
/** What is added to both sides, for light that no screen is without. Source: WCAG 2.2, "contrast ratio". */
const STRAY_LIGHT = 0.05

/** Source: IEC 61966-2-1, the transfer function of sRGB. */
function linear(channel: number): number {
  const ratio = channel / 255
  return ratio <= 0.04045 ? ratio / 12.92 : ((ratio + 0.055) / 1.055) ** 2.4
}

const luminance = (colour: Rgb): number =>
  colour.reduce((sum, channel, index) => sum + (BRIGHTNESS[index] ?? 0) * linear(channel), 0)

/** How clearly two colours stand out from each other: 1 is not at all, 21 is black on white. */
export function contrastRatio(one: Rgb, other: Rgb): number {
  const [dim = 0, bright = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (bright + STRAY_LIGHT) / (dim + STRAY_LIGHT)
}
