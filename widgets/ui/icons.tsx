const paths = {
  close: 'M6 6l12 12M18 6 6 18',
  send: 'M4 12 20 4l-4.5 16-3.6-6.4L4 12Zm7.9 1.6L20 4',
  back: 'M15 5l-7 7 7 7',
  check: 'M5 12.5l4.6 4.6L19 7.5',
  clock: 'M12 7.5V12l3 2M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Z',
  lock: 'M6.5 10.5h11v9h-11zM8.8 10.5V8a3.2 3.2 0 0 1 6.4 0v2.5',
  alert: 'M12 8v5M12 16.2v.1M12 3.8 2.8 19.6h18.4L12 3.8Z',
  spark: 'M12 3.5c.6 4.6 3.4 7.6 8 8.5-4.6.9-7.4 3.9-8 8.5-.6-4.6-3.4-7.6-8-8.5 4.6-.9 7.4-3.9 8-8.5Z',
  down: 'm6 9 6 6 6-6',
  leave: 'M9 5H5v14h14v-4M13 5h6v6M19 5l-8 8',
  person: 'M12 12a3.7 3.7 0 1 0 0-7.4 3.7 3.7 0 0 0 0 7.4ZM5 20c.6-3.6 3.4-5.6 7-5.6s6.4 2 7 5.6',
  refund: 'M4 9h11a4.5 4.5 0 0 1 0 9H9M4 9l4-4M4 9l4 4',
  clip: 'M8 12.500l5.8-5.800a3 3 0 0 1 4.200 4.200l-7.500 7.500a4.800 4.800 0 0 1-6.800-6.800L10.500 4.800',
  file: 'M7 3.500h7l4 4v13H7zM14 3.500v4h4',
  threads: 'M4 6h12M4 11h16M4 16h9',
  thumb:
    'M7.500 10.500v9H4v-9h3.500Zm0 0 4-6.500a2 2 0 0 1 2 2v3h5a1.500 1.500 0 0 1 1.500 1.800l-1.200 7a1.500 1.500 0 0 1-1.500 1.200H7.500',
  add: 'M12 5.500v13M5.500 12h13',
  course: 'M10 8.600v6.800l5.6-3.400L10 8.600ZM12 3.500a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Z',
  column: 'M6 5h12M6 9.700h12M6 14.400h12M6 19h7',
  ebook: 'M12 6.500C10 5 7.5 4.5 4 4.500v13c3.5 0 6 .5 8 2 2-1.5 4.5-2 8-2v-13c-3.5 0-6 .5-8 2Zm0 0v13',
} as const;

export type IconName = keyof typeof paths;

/** A line drawing in the colour of the text; it says nothing to screen readers. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
