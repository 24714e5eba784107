# SPDX-License-Identifier: Apache-2.0
"""A throw-away copy of this machine's root, copied on write: packages are installed into it by the real dpkg, with
the real dependencies and triggers, and what they install runs where it is meant to be. The machine itself does not
change. Needs root, as installing packages does."""
import os
import pathlib
import shlex
import subprocess

# Folders that the copy shares with the machine: devices, sockets, and what the test reads.
SHARED = ('/dev', '/proc', '/sys', '/run', '/tmp')

# pivot_root, not chroot, in which no sandbox starts.
ENTER = '''
mount -t overlay overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" "$1/root"
for folder in {shared}; do mount --rbind $folder "$1/root$folder"; done
cd "$1/root"
mkdir -p .old
pivot_root . .old
umount -l /.old
rmdir /.old
cd /
shift
exec "$@"
'''


class RootCopy:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        for name in ('upper', 'work', 'root'):
            (self.folder / name).mkdir()
        # The index of all manuals, made anew, and waiting for the disk are most of a package's installation.
        self.run('debconf-set-selections', input='man-db man-db/auto-update boolean false\n', check=True)
        self.run('sh', '-c', 'echo force-unsafe-io >/etc/dpkg/dpkg.cfg.d/copy', check=True)

    def run(self, *words, **options):
        """Runs a command in it; what it writes is there for the next one."""
        script = 'set -e' + ENTER.format(shared=shlex.join(SHARED))
        enter = ['unshare', '--mount', '--propagation', 'private', 'sh', '-c', script, 'sh', self.folder]
        options = {'capture_output': True, 'text': True, 'timeout': 300} | options
        environment = {**os.environ, 'DEBIAN_FRONTEND': 'noninteractive', 'LC_ALL': 'C.UTF-8'}
        return subprocess.run([*map(str, enter), *map(str, words)], env=environment, **options)

    def files(self):
        """The paths of all that packages may bring."""
        return set(self.run('find', '/usr', '/etc', '/opt', '/var/lib', '-xdev').stdout.splitlines())
