/** Finds comments. The connection can read those of others; a change of one fails as if the comment did not exist. */
import { notFound } from '../state/find.js'
import { isNotShared } from '../state/isNotShared.js'
import { parentOf } from '../state/tree.js'
import type { CommentNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'

/** Whether what a comment is on is not shared. */
export const isHidden = (workspace: Workspace, { parent }: CommentNode): boolean =>
  isNotShared(workspace, parentOf(workspace, { parent }))

/** Finds a comment. */
export const findComment = (workspace: Workspace, id: string): CommentNode => {
  const comment = workspace.comments.get(id)
  if (comment === undefined || isHidden(workspace, comment)) throw notFound(workspace, 'comment', id)
  return comment
}

const isSigned = (workspace: Workspace, { displayName }: CommentNode): boolean =>
  displayName.type === 'integration' && displayName.resolved_name === workspace.integrationName

/** Comments of the connection were written by its bot, or loaded with its name: then the bot had another id. */
const isOwn = (workspace: Workspace, { createdBy }: CommentNode): boolean =>
  createdBy === workspace.botId ||
  [...workspace.comments.values()].some((each) => each.createdBy === createdBy && isSigned(workspace, each))

/** Finds a comment of the connection: those of others cannot be changed. */
export const findOwnComment = (workspace: Workspace, id: string): CommentNode => {
  const comment = findComment(workspace, id)
  if (!isOwn(workspace, comment)) throw notFound(workspace, 'comment', id)
  return comment
}

/** The comments of the open discussions on a page or a block, oldest first. */
export const openComments = (workspace: Workspace, nodeId: string): ReadonlyArray<CommentNode> =>
  [...workspace.comments.values()]
    .filter(({ parent, resolved }) => !resolved && (parent.page_id ?? parent.block_id) === nodeId)
    .sort((left, right) => left.createdTime - right.createdTime)
