extension Sandbox {
    /// Sets the namespaces up, runs the command, and copies what it leaves.
    ///
    /// It is process 1 of its namespace: the command can neither stop it nor look into it (it has more capabilities), and
    /// everything else ends with it. After the command everything that still runs is ended before a file is touched, and
    /// files are only touched from inside of the new root: a symlink leads nowhere else.
    ///
    /// Arguments: scratch folder, seconds, bytes, files, processes, the name of the files' folder, what is left out,
    /// folders to show, `--`, command.
    static let script = #"""
        set -eu
        umask 022
        scratch=$1 seconds=$2 bytes=$3 files=$4 processes=$5 name=$6 left_out=$7
        shift 7
        root=$scratch/root
        mount -t tmpfs -o mode=755,size=8m scaffold "$root"
        mkdir "$root/proc" "$root/dev" "$root/etc" "$root/out" "$root/writable" "$root/work" "$root/home" "$root/tmp"
        mount -t tmpfs -o "mode=755,size=$bytes,nr_inodes=$files" scaffold "$root/writable"
        for place in work home tmp; do
            mkdir "$root/writable/$place"
            mount --bind "$root/writable/$place" "$root/$place"
        done

        # Shows a folder with all that is mounted in it, read-only.
        show() {
            if [ -e "$root$1" ]; then return; fi
            mkdir -p "$root$1"
            mount --rbind "$1" "$root$1"
            while read -r _ _ _ _ place _; do
                place=$(printf '%b' "$place")
                case $place in
                "$root$1" | "$root$1"/*) mount -o remount,bind,ro "$place" ;;
                esac
            done </proc/self/mountinfo
        }
        for place in /usr /bin /sbin /lib /lib32 /lib64 /libx32 /nix/store; do
            if [ -L "$place" ]; then
                ln -s "$(readlink "$place")" "$root$place"
            elif [ -d "$place" ]; then
                show "$place"
            fi
        done
        while [ "$1" != -- ]; do
            show "$1"
            shift
        done
        shift
        for place in alternatives ld.so.cache ld.so.conf ld.so.conf.d localtime perl; do
            if [ -e "/etc/$place" ]; then cp -RP "/etc/$place" "$root/etc/"; fi
        done
        echo root:x:0:0::/home:/bin/sh >"$root/etc/passwd"
        echo root:x:0: >"$root/etc/group"
        for device in null zero full random urandom; do
            : >"$root/dev/$device"
            mount --bind "/dev/$device" "$root/dev/$device"
        done
        # Some containers forbid it; most commands do without.
        if mount -t proc -o ro,nosuid,nodev,noexec proc "$root/proc" 2>/dev/null; then
            ln -s /proc/self/fd "$root/dev/fd"
        fi
        cp -RP "$scratch/in/." "$root/work/"
        cp -RP "$scratch/support/." "$root/tmp/"
        mount -t tmpfs -o size=16m scaffold "$scratch/log"
        mount -o remount,bind,ro "$root"
        confined="setpriv --no-new-privs --bounding-set=-all --inh-caps=-all --ambient-caps=-all"
        chroot "$root" $confined true
        echo confined
        status=0
        timeout -k 1 "$seconds" chroot "$root" $confined \
            prlimit --core=0 --fsize="$bytes" --nofile=1024 --nproc="$processes" --data=2147483648 "$@" \
            </dev/null >"$scratch/log/output" 2>&1 || status=$?
        kill -9 -1 2>/dev/null || true
        echo "$status"
        tail -c 4000 "$scratch/log/output"
        mount --bind "$scratch/out" "$root/out"
        chroot "$root" $confined /bin/sh -ec '
            cd /work
            [ ! -L "$1" ]
            cd -- "$1"
            chmod -R u+rwX .
            find . \( $2 \) -prune -exec rm -rf {} +
            cp -RP . /out/
        ' sh "$name" "$left_out" >&2
        """#
}
