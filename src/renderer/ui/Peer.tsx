/** Words from elsewhere, always as text and always fenced. */
export function Peer({ children }: { readonly children: string }) {
  return (
    <bdi className="peer" dir="auto">
      {children}
    </bdi>
  )
}
