import { useSay } from '../../app/messages/words.tsx'
import { Specimen } from './Specimen.tsx'

/** What is said beside what is done. */
export function SaidParts() {
  const say = useSay()
  return (
    <Specimen title={'design.said'}>
      <p className="say">{say('design.said.quiet')}</p>
      <p className="consequence">{say('design.said.follows')}</p>
      <p className="sealed">{say('design.said.sealed')}</p>
      <div>
        <p className="banner">{say('design.said.banner')}</p>
        <p className="banner banner-quiet">{say('design.said.banner')}</p>
        <p className="banner banner-grave">{say('design.said.grave')}</p>
      </div>
      <p>
        {say('design.said.quiet')} <span className="only-here">{say('design.said.only')}</span>{' '}
        <span className="tag">{say('design.said.only')}</span> <kbd>{'?'}</kbd>{' '}
        <a href="#/">{say('nav.needs')}</a>
      </p>
    </Specimen>
  )
}
