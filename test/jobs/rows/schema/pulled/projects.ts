import { number, type RelatedDataSource, relation, title } from 'notion-fp/props'
import { defineDataSource } from 'notion-fp/rows'
import { TasksMore } from './tasks.js'

export const Projects = defineDataSource({
  data_source_id: '00000000-0000-4000-8000-000517156075',
  title: 'Projects',
  properties: {
    Name: { prop: title, id: 'title' },
    Budget: { prop: number.of('number'), id: 'eAE%60' },
    Tasks: { prop: relation.to((): RelatedDataSource => TasksMore, 'Project'), id: '%5D~g_' },
  },
})
