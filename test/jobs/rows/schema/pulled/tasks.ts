import { button, checkbox, createdBy, createdTime, date, email, files, formula, lastEditedBy, lastEditedTime, multiSelect, number, people, phoneNumber, place, type RelatedDataSource, relation, richText, rollup, select, status, title, uniqueId, url } from 'notion-fp/props'
import { defineDataSource } from 'notion-fp/rows'
import { Projects } from './projects.js'

export const TasksMore = defineDataSource({
  data_source_id: '00000000-0000-4000-8000-000c6a99b44c',
  title: 'Tasks & more',
  properties: {
    Task: { prop: title, id: 'title' },
    By: { prop: createdBy, id: 'KMrN' },
    Created: { prop: createdTime, id: 'Th~b' },
    Double: { prop: formula.of('number', 'prop("Estimate") * 2'), id: '%3DScw' },
    Due: { prop: date, id: '_D%40%5B' },
    Edited: { prop: lastEditedTime, id: 'h%5B%3DX' },
    Editor: { prop: lastEditedBy, id: '%60SbD' },
    Estimate: { prop: number.of('percent'), id: 'WBW%5E' },
    Files: { prop: files, id: 'W%3DyG' },
    Late: { prop: formula.of('string', 'if(prop("Due") < now(), "late", "fine")'), id: 'QESm' },
    Mail: { prop: email, id: 'vZpZ' },
    Names: {
      prop: rollup.of('array', { relation: 'Project', property: 'Name', function: 'show_original' }),
      id: 'hV_A',
    },
    Next: { prop: formula.of('date', 'dateAdd(prop("Due"), 1, "days")'), id: 'I%3EFE' },
    Notes: { prop: richText, id: 'B%3Cgh', description: 'What\'s "left"\nto do */ `${x}`' },
    Number: { prop: uniqueId.of('TASK'), id: 'qvJ%3B' },
    Open: { prop: formula.of('boolean', '!prop("Paid")'), id: 'y%7DVO' },
    Paid: { prop: checkbox, id: '%3Au%7Cn' },
    Parent: { prop: relation.to((): RelatedDataSource => TasksMore), id: 'zGx%7D' },
    Phone: { prop: phoneNumber, id: 'Z%60_%3C' },
    Place: { prop: place, id: 'CFek' },
    Project: { prop: relation.to((): RelatedDataSource => Projects, 'Tasks'), id: 'Q%40tB' },
    Site: { prop: url, id: 'bgld' },
    Stage: {
      prop: select.of(
        { name: 'Todo', id: '00000000-0000-4000-8000-0010e3779b10', color: 'red' },
        { name: 'Done', id: '00000000-0000-4000-8000-001181af14c1', color: 'default' },
        { name: 'it\'s', id: '00000000-0000-4000-8000-00121fe68e72', color: 'default', description: 'odd' },
      ),
      id: '%3Az%5BT',
    },
    Start: { prop: button, id: 'k%7DUa' },
    State: {
      prop: status.of(
        { name: 'Not started', id: '00000000-0000-4000-8000-0015fa8cfb85', color: 'default' },
        { name: 'In progress', id: '00000000-0000-4000-8000-001698c47536', color: 'blue' },
        { name: 'Done', id: '00000000-0000-4000-8000-001736fbeee7', color: 'green' },
      ),
      id: 'QJv%3F',
    },
    Tags: { prop: multiSelect.of(), id: 'nXB%5D' },
    Total: { prop: rollup.of('number', { relation: 'Project', property: 'Budget', function: 'sum' }), id: 'Tc%5BK' },
    // 'Where': a property of the type 'location', which cannot be declared.
    Who: { prop: people, id: 'CKDQ' },
  },
})
