/** What people write, as text; web addresses in it become links. Never HTML. */
export function LinkedText({ text }: { text: string }) {
  return (
    <>
      {text.split(webAddress).map((part, index) =>
        // split() with one group gives text and address in turn.
        index % 2 === 0 ? (
          part
        ) : (
          <a href={part} target="_blank" rel="noopener noreferrer nofollow" dir="ltr">
            {part}
          </a>
        ),
      )}
    </>
  )
}

/** Ends before the full stop or bracket that belongs to the sentence. */
const webAddress = /(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?()[\]{}»“”])/
