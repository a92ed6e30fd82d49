import { Icon, type IconName } from '../ui/icons.tsx';

const paths = {
  inbox: 'M4 13h4.500l1.200 2.500h4.600l1.200-2.500H20M6.200 5h11.600L20 13v6H4v-6L6.200 5Z',
  all: 'M12 4 4 8.200l8 4.200 8-4.200L12 4ZM4.500 12 12 16l7.500-4M4.500 15.800 12 19.800l7.500-4',
  moon: 'M19.500 14.200A7.800 7.800 0 0 1 9.800 4.500a7.800 7.800 0 1 0 9.700 9.700Z',
  shield:
    'M12 3.500 5 6v5.500c0 4.200 2.900 7.400 7 9 4.100-1.600 7-4.800 7-9V6l-7-2.500ZM12 9v3.500M12 15.300v.1',
  folder: 'M3.500 6.500h6l2 2.300h9v10.700h-17zM3.500 11.500h17',
  stamp: 'M8 12.500l2.800 2.800L16.500 9.500M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17Z',
  people:
    'M9 11.500a3.200 3.200 0 1 0 0-6.400 3.200 3.200 0 0 0 0 6.400ZM3 19c.5-3 2.800-4.700 6-4.700s5.500 1.700 6 4.700M15.500 11.300a3 3 0 1 0-.6-5.900M17 14.500c2.200.5 3.600 2 4 4.500',
  history: 'M4 12a8 8 0 1 0 2.600-5.900M4 4.500V8h3.500M12 8v4.300l2.800 1.700',
  search: 'M10.800 17.300a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13ZM15.600 15.600 20 20',
  note: 'M5 4.500h14v10l-5 5H5zM14 19.500v-5h5M8.500 9h7M8.500 12.500h3.500',
  tag: 'M4 4.500h7.500l8.500 8.500-7 7-9-8.500v-7ZM8 8.400v.1',
  pass: 'M4 12h14M13 6.500l5.500 5.500-5.500 5.500',
  ticket:
    'M4 6.500h16v3.800a1.800 1.800 0 0 0 0 3.500v3.700H4v-3.700a1.800 1.800 0 0 0 0-3.500V6.500ZM14 7v10',
  cart: 'M3.500 5h2.300l2.200 10.500h9.500L19.500 8H6.500M9.500 19.300v.1M16 19.300v.1',
  help: 'M9.500 9.500a2.600 2.600 0 1 1 3.700 2.400c-.8.400-1.200.9-1.200 1.800M12 16.700v.1M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17Z',
  eye: 'M2.800 12S6 6 12 6s9.200 6 9.200 6-3.200 6-9.200 6-9.200-6-9.200-6ZM12 14.700a2.700 2.700 0 1 0 0-5.400 2.700 2.700 0 0 0 0 5.400Z',
  bolt: 'M13 3.500 5.500 13.500H12l-1 7L18.500 10.500H12l1-7Z',
} as const;

export type GlyphName = keyof typeof paths | IconName;

const isOwn = (name: GlyphName): name is keyof typeof paths => name in paths;

/** A line drawing of the console, or one that all widgets share; it says nothing to screen readers. */
export function Glyph({ name }: { name: GlyphName }) {
  if (!isOwn(name)) return <Icon name={name} />;
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
