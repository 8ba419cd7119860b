/** Kana stand in Japanese alone: such words are spoken and broken as Japanese, whatever the page speaks. */
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u

/** Words from elsewhere, always as text and always fenced. */
export function Peer({ children }: { readonly children: string }) {
  return (
    <bdi className="peer" dir="auto" {...(KANA.test(children) && { lang: 'ja' })}>
      {children}
    </bdi>
  )
}
