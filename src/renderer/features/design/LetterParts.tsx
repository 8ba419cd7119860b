import { useSay } from '../../app/messages/words.tsx'
import { ICON_NAMES, Icon } from '../../ui/Icon.tsx'
import { Logo } from '../../ui/Logo.tsx'
import { Specimen } from './Specimen.tsx'

const SAID_SIZES = ['page', 'figure', 'heading', 'title', 'said'] as const
const DONE_SIZES = ['body', 'meta', 'note', 'tag'] as const
const SPACES = ['half', '1', '2', '3', '4', '5', '6', '8', '10', '12', '16'] as const

/** Faces and sizes of type, space, and the signs beside words. */
export function LetterParts() {
  return (
    <>
      <Specimen title={'design.letters'}>
        <Sizes face="said" sizes={SAID_SIZES} />
        <Sizes face="done" sizes={DONE_SIZES} />
      </Specimen>
      <Specimen title={'design.space'}>
        <ul className="spaces">
          {SPACES.map((space) => (
            <li key={space}>
              <span className="space-bar" style={{ width: `var(--space-${space})` }} />
              <code>{`space-${space}`}</code>
            </li>
          ))}
        </ul>
      </Specimen>
      <Specimen title={'design.icons'}>
        <ul className="swatches">
          {ICON_NAMES.map((name) => (
            <li key={name} className="swatch">
              <Icon name={name} />
              <code>{name}</code>
            </li>
          ))}
          <li className="swatch">
            <Logo />
            <code>{'logo'}</code>
          </li>
        </ul>
      </Specimen>
    </>
  )
}

interface SizesProps {
  readonly face: 'said' | 'done'
  readonly sizes: readonly string[]
}

function Sizes({ face, sizes }: SizesProps) {
  const say = useSay()
  return (
    <>
      <h3>{say(`design.letters.${face}`)}</h3>
      <ul className={`letters letters-${face}`}>
        {sizes.map((size) => (
          <li key={size}>
            <span style={{ fontSize: `var(--text-${size})` }}>{say('design.letters.sample')}</span>{' '}
            <code>{`text-${size}`}</code>
          </li>
        ))}
      </ul>
    </>
  )
}
