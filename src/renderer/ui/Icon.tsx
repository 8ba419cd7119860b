import './icon.css'

/** One family: a grid of 20, one stroke, round ends, nothing filled but a point. */
const STROKES = {
  /** A well, looked into. */
  needs:
    'M3.3 7.5c2.2-2.8 11.2-2.8 13.4 0M3.3 12.5c2.2 2.8 11.2 2.8 13.4 0M10 8.4a1.6 1.6 0 1 0 0 3.2a1.6 1.6 0 1 0 0-3.2',
  /** A vessel, partly full. */
  resources: 'M5 3.5v11a2 2 0 0 0 2 2h6a2 2 0 0 0 2-2v-11M5 10.5c1.7-1.2 3.3-1.2 5 0s3.3 1.2 5 0',
  /** A folded sheet. */
  map: 'M3 5.5l4.7-2 4.6 2 4.7-2v11l-4.7 2-4.6-2-4.7 2zM7.7 3.5v11M12.3 5.5v11',
  /** A bell. */
  alerts: 'M5 13.5c1-1 1.2-2.3 1.2-4.7a3.8 3.8 0 0 1 7.6 0c0 2.4.2 3.7 1.2 4.7zM8.4 16.5h3.2M10 3v2',
  /** One each way. */
  transfers: 'M3.5 7h12M12.5 4l3 3-3 3M16.5 13h-12M7.5 10l-3 3 3 3',
  /** A sprout. */
  seedbed:
    'M3.5 16.5h13M10 16.5v-7M10 9.5c0-3-2-4.8-5.2-5 .2 3.3 2 5 5.2 5zM10 11.5c0-2.4 1.6-3.9 4.7-4 0 2.7-1.6 4-4.7 4z',
  /** Three houses that see each other. */
  neighbours:
    'M10 2.8a2 2 0 1 0 0 4a2 2 0 1 0 0-4M4.8 12.7a2 2 0 1 0 0 4a2 2 0 1 0 0-4M15.2 12.7a2 2 0 1 0 0 4a2 2 0 1 0 0-4M8.9 6.7l-3 6M11.1 6.7l3 6M7 14.7h6',
  /** Two sliders. */
  settings:
    'M3.5 6.5h6M14.5 6.5h2M12 4.5a2 2 0 1 0 0 4a2 2 0 1 0 0-4M3.5 13.5h2M10.5 13.5h6M8 11.5a2 2 0 1 0 0 4a2 2 0 1 0 0-4',
  find: 'M8.5 3.5a5 5 0 1 0 0 10a5 5 0 1 0 0-10M12.3 12.3l4.2 4.2',
} as const

export type IconName = keyof typeof STROKES
export const ICON_NAMES = Object.keys(STROKES) as readonly IconName[]

/** A picture beside words that say the same; never alone, and not read out. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 20 20" aria-hidden="true">
      <path d={STROKES[name]} />
    </svg>
  )
}
