import { LIFE_TOPICS } from './topic-table-life.ts';
import { WORK_TOPICS } from './topic-table-work.ts';

/** Every name of every topic, without reading what belongs to what. */
export function topicNames(): string[] {
  return (WORK_TOPICS + LIFE_TOPICS)
    .split('\n')
    .flatMap((line) => line.split('|').slice(1, 3))
    .flatMap((names) => names.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
