import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { portFor } from '@kraftsamling/infrastructure/port';
import { eventually } from './eventually.ts';

const executable = [process.env['NGINX'], '/usr/sbin/nginx'].find((path) => path !== undefined && existsSync(path));
if (executable === undefined)
  process.stderr.write(
    'Nothing is tried behind nginx: there is none at /usr/sbin/nginx. Install it, or name one in NGINX.\n',
  );

/** Whether nginx is there to try a service behind. */
export const hasNginx = executable !== undefined;

export interface Nginx extends AsyncDisposable {
  readonly url: string;
}

/** A real nginx before a service, set up as most are: it compresses whatever the service has not, and buffers. */
export async function nginxBefore(target: string): Promise<Nginx> {
  if (executable === undefined) throw new Error('There is no nginx.');
  const folder = await mkdtemp(join(tmpdir(), 'nginx-'));
  const port = await portFor(undefined, '');
  await writeFile(join(folder, 'nginx.conf'), configuration(folder, port, target));
  const nginx = spawn(executable, ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const gone = once(nginx, 'exit');

  const url = `http://127.0.0.1:${port}`;
  await eventually(() => fetch(url, { redirect: 'manual' }));
  return {
    url,
    [Symbol.asyncDispose]: async () => {
      nginx.kill();
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function configuration(folder: string, port: number, target: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
${process.getuid?.() === 0 ? 'user root;' : ''}
events {}
http {
  access_log off;
${temporary.map((name) => `  ${name}_temp_path ${folder}/${name};`).join('\n')}
  gzip on;
  gzip_min_length 1;
  gzip_proxied any;
  gzip_types application/json application/problem+json text/css text/javascript;
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass ${target.replace('localhost', '127.0.0.1')};
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Forwarded-Proto $scheme;
    }
  }
}
`;
}
