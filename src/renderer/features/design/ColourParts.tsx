import { type RefObject, useContext, useEffect, useRef, useState } from 'react'
import { useSay } from '../../app/messages/words.tsx'
import { Figure } from '../../ui/Quantity.tsx'
import { type Rgb, readColours } from '../../ui/read-colour.ts'
import { useThemeKey } from '../../ui/use-theme-key.ts'
import { contrastRatio } from './contrast.ts'
import { CONTRAST_PAIRS, type ContrastPairs } from './contrast-pairs.ts'
import { LightsContext, Specimen } from './Specimen.tsx'

const TOKENS = [...new Set(CONTRAST_PAIRS.flatMap(({ front, grounds }) => [front, ...grounds]))]
type Colours = ReadonlyMap<string, Rgb>

/** Every colour, and how clearly each stands out from what it may stand on. */
export function ColourParts() {
  return (
    <>
      <Specimen title={'design.colours'} lede="design.colours.lede">
        <ul className="swatches">
          {TOKENS.map((token) => (
            <li key={token} className="swatch">
              <span className="swatch-colour" style={{ background: `var(--${token})` }} />
              <code>{token}</code>
            </li>
          ))}
        </ul>
      </Specimen>
      <Specimen title={'design.contrast'}>
        <ContrastTable />
      </Specimen>
    </>
  )
}

function ContrastTable() {
  const say = useSay()
  const table = useRef<HTMLTableElement>(null)
  const colours = useColours(table)
  return (
    <table className="table stacked" ref={table}>
      <thead>
        <tr>
          <th scope="col">{say('design.contrast.front')}</th>
          <th scope="col" className="num">
            {say('design.contrast.least')}
          </th>
          <th scope="col">{say('design.contrast.ground')}</th>
        </tr>
      </thead>
      <tbody>
        {CONTRAST_PAIRS.map((pairs) => (
          <tr key={`${pairs.front} ${pairs.grounds[0]}`}>
            <th scope="row" data-label={say('design.contrast.front')}>
              <code>{pairs.front}</code>
            </th>
            <td className="num" data-label={say('design.contrast.least')}>
              <Figure value={pairs.leastRatio} />
            </td>
            <td data-label={say('design.contrast.ground')}>
              <Grounds of={pairs} colours={colours} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface GroundsProps {
  readonly of: ContrastPairs
  readonly colours: Colours
}

/** Text is written in its colour on each ground; a shape is drawn in it, beside words in ink. */
function Grounds({ of: { front, grounds, isText }, colours }: GroundsProps) {
  return (
    <ul className="contrast-grounds">
      {grounds.map((ground) => (
        <li
          key={ground}
          className="contrast-ground"
          style={{ background: `var(--${ground})`, color: `var(--${isText ? front : 'ink'})` }}
        >
          {!isText && <ShapeIn token={front} />}
          <code>{ground}</code> <Ratio of={colours.get(front)} on={colours.get(ground)} />
        </li>
      ))}
    </ul>
  )
}

function ShapeIn({ token }: { readonly token: string }) {
  return (
    <svg
      viewBox="0 0 12 12"
      aria-hidden="true"
      className="contrast-shape"
      style={{ fill: `var(--${token})` }}
    >
      <path d="M6 0l6 6-6 6-6-6z" />
    </svg>
  )
}

function Ratio({ of, on }: { readonly of: Rgb | undefined; readonly on: Rgb | undefined }) {
  return of === undefined || on === undefined ? '–' : <Figure value={contrastRatio(of, on)} />
}

/** The colours as they are painted where the table stands; read anew when the light changes. */
function useColours(table: RefObject<HTMLTableElement | null>): Colours {
  const [colours, setColours] = useState<Colours>(new Map())
  const theme = useThemeKey()
  const lights = useContext(LightsContext)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the lights are when it is read
  useEffect(() => {
    if (table.current !== null) setColours(readColours(table.current, TOKENS))
  }, [table, theme, lights])
  return colours
}
