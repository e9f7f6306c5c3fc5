import { isFullView, type PartialView, type View } from 'notion-fp'

/** The ids of the views that a dashboard shows, row by row; none for other views. */
export const widgetRows = (view: View | PartialView): ReadonlyArray<ReadonlyArray<string>> =>
  isFullView(view) && view.configuration?.type === 'dashboard'
    ? view.configuration.rows.map(({ widgets }) => widgets.map(({ view_id }) => view_id))
    : []
