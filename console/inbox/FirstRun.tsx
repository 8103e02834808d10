import { useState } from 'preact/hooks'
import { useLocale } from '../locale.ts'

/** A desk without any conversation yet: where to try one, and the tag that brings real ones. */
export function FirstRun() {
  const { t } = useLocale()
  const [isCopied, setCopied] = useState(false)
  const tag = `<script async src="${location.origin}/widget.js"></script>`
  return (
    <>
      <h2 class="empty__title">{t.firstRunTitle}</h2>
      <p class="empty__text">{t.firstRunText}</p>
      <a class="button button--primary empty__action" href="/" target="_blank" rel="noopener">
        {t.firstRunDemo}
      </a>
      <div class="first-run">
        <span class="first-run__label" id="first-run-tag">
          {t.firstRunTag}
        </span>
        <code class="first-run__tag" dir="ltr" aria-labelledby="first-run-tag" tabIndex={0}>
          {tag}
        </code>
        {'clipboard' in navigator && (
          <button
            type="button"
            class="button button--small"
            onClick={() => void navigator.clipboard.writeText(tag).then(() => setCopied(true))}
          >
            {isCopied ? t.copied : t.copy}
          </button>
        )}
      </div>
    </>
  )
}
