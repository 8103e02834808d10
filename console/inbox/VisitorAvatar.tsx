import type { InboxRow } from '../../protocol/agent.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { IconUser } from '../../ui/icons.tsx'

/** A letter for those who said who they are, a plain figure for the others. */
export function VisitorAvatar({ row, large }: { row: Pick<InboxRow, 'id' | 'email'>; large?: boolean }) {
  if (row.email) return <Avatar name={row.email} id={row.id} large={large ?? false} />
  return (
    <span class={`avatar avatar--plain${large ? ' avatar--large' : ''}`} aria-hidden="true">
      <IconUser small />
    </span>
  )
}
