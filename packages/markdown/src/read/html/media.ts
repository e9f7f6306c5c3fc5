/**
 * Blocks with an address: pictures, files, links to the web and to pages.
 *
 * @internal
 */
import { excerpt } from '../../shared/excerpt.js'
import { dashedIdIn, isLink } from '../addresses.js'
import { block, fileBlock, paragraphOf } from '../blockRequests.js'
import type { Reading, Request } from '../reading.js'
import { runsText, textRun } from '../runs.js'
import { type Frame, runsOfBlocks } from './frame.js'
import { type Attributes, tokensOf } from './htmlTokens.js'

/** The images of HTML that contains only images, each with the link around it; otherwise empty. */
export const picturesIn = (html: string): ReadonlyArray<{ readonly attributes: Attributes; readonly href: string }> => {
  if (!/<img\b/i.test(html)) return []
  const pictures: Array<{ readonly attributes: Attributes; readonly href: string }> = []
  let href = ''
  for (const token of tokensOf(html)) {
    if (token.type === 'text' ? token.raw.trim() !== '' : token.type === 'comment') return []
    if (token.type === 'text' || token.type === 'comment') continue
    if (!/^(a|img|br)$/.test(token.tag)) return []
    if (token.tag === 'a') href = token.type === 'open' ? (token.attributes.get('href') ?? '') : ''
    else if (token.tag === 'img' && token.type === 'open') {
      if ((token.attributes.get('src') ?? '') === '') return []
      pictures.push({ attributes: token.attributes, href })
    }
  }
  return pictures
}

/** The block of an image. The link around it becomes a link in its caption. */
export const pictureBlock = (
  { attributes, href }: { readonly attributes: Attributes; readonly href: string },
  line: number | undefined,
  reading: Reading,
): Request => {
  const words = attributes.get('alt') || attributes.get('title') || ''
  const isLinked = isLink(href)
  if (href !== '' && !(isLinked && words !== '')) reading.lose(line, 'link', `of an image, to ${excerpt(href)}`)
  const caption = words === '' ? [] : [textRun(words, isLinked ? { url: href } : {})]
  return fileBlock('image', attributes.get('src') ?? '', caption, line, reading)
}

export const mediaOf = (frame: Frame, reading: Reading): ReadonlyArray<Request> => {
  const { tag, attributes, line } = frame
  const url = attributes.get('source') ?? attributes.get('src') ?? attributes.get('url') ?? frame.source ?? ''
  const caption = runsOfBlocks(frame, reading)
  if (url !== '') return [fileBlock(tag, url, caption, line, reading)]
  reading.lose(line, tag, 'it has no address; its text remains')
  return caption.length > 0 ? [paragraphOf(caption)] : []
}

/** An `<iframe>` as an embed. */
export const embedOf = (frame: Frame, reading: Reading): ReadonlyArray<Request> => {
  const url = frame.attributes.get('src') ?? ''
  if (isLink(url)) return [block('embed', { url }), ...frame.blocks]
  reading.lose(frame.line, 'html', `the tag <${frame.tag}>; its address is not one of the web: ${excerpt(url)}`)
  return frame.blocks
}

/** A bookmark or an embed. */
export const webLinkOf = (frame: Frame, reading: Reading): ReadonlyArray<Request> => {
  const { tag, attributes, line } = frame
  const url = attributes.get('source') ?? attributes.get('url') ?? attributes.get('src') ?? ''
  const caption = runsOfBlocks(frame, reading)
  if (isLink(url)) return [block(tag, { url, ...(caption.length > 0 && { caption }) })]
  reading.lose(line, tag, `its address is not one of the web; its text remains: ${excerpt(url)}`)
  return caption.length > 0 ? [paragraphOf(caption)] : []
}

export const childOf = (frame: Frame, reading: Reading): ReadonlyArray<Request> => {
  const { tag, attributes, line } = frame
  const { lose } = reading
  const url = attributes.get('url') ?? attributes.get('href') ?? ''
  const id = dashedIdIn(url)
  if (id !== undefined) {
    lose(line, tag, 'a page is not made with blocks; written as a link to it')
    return [block('link_to_page', { type: `${tag}_id`, [`${tag}_id`]: id })]
  }
  lose(line, tag, 'it has no address in Notion; its title remains')
  const runs = runsOfBlocks(frame, reading)
  const words = runsText(runs)
  return words === '' ? [] : [paragraphOf(isLink(url) ? [textRun(words, { url })] : runs)]
}
