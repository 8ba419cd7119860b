import { useSay } from '../app/messages/words.tsx'

/** Marks what comes from a Node that is set apart here. */
export function ApartTag({ of: isApart }: { readonly of: boolean }) {
  const say = useSay()
  return isApart ? <span className="tag">{say('neighbours.apart')}</span> : null
}
