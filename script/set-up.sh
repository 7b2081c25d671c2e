# Everything the program needs, brought in once; sourced by run, test, check and bench.
#
# A stamp is written last, so an interrupted set-up simply starts again. While the
# stamp fits, nothing here costs more than one checksum.

root=$(dirname "$(dirname "$(readlink -f "$0")")")

qt_packages="libglib2.0-0 libegl1 libgl1 libx11-xcb1 libdbus-1-3 libfontconfig1
    libxkbcommon0 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0
    libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-shm0
    libxcb-sync1 libxcb-xfixes0 libxcb-xkb1 libwayland-cursor0"
test_packages="xvfb openbox xterm trayer zenity i3lock x11-utils xdotool x11-xserver-utils chromium
    fonts-dejavu-core strace dbus at-spi2-core gir1.2-atspi-2.0 python3-gi
    openssh-client libreoffice-calc-nogui
    e2fsprogs xfsprogs gcc libc6-dev
    sway grim xdg-desktop-portal xdg-desktop-portal-wlr xdg-desktop-portal-gtk pipewire wireplumber python3-dbusmock"
bench_packages="xvfb scrot maim flameshot"

say() { echo "$*" >&2; }

# The names among "$@" that dpkg does not call installed. Newer releases add "t64" to some.
missing_packages() {
    installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' 2>/dev/null |
        sed -n 's/^installed //p')
    for package in "$@"; do
        printf '%s\n' "$installed" | grep -qxE "$package(t64)?" || printf ' %s' "$package"
    done
}

# Installs what is missing, or says in one sentence what to install and fails.
need_packages() {
    command -v dpkg-query >/dev/null || return 0 # not Debian: the system's own matter
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" = 0 ]; then
        as_root=""
    elif sudo -n true 2>/dev/null; then
        as_root="sudo -n"
    else
        say "Please install these packages and start again: sudo apt-get install$missing"
        return 1
    fi
    say "Installing system packages:$missing"
    apt="$as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300"
    $as_root dpkg --configure -a >/dev/null 2>&1 || true # after an interrupted install
    # shellcheck disable=SC2086 # words on purpose
    said=$($apt update 2>&1 && $apt install -y --no-install-recommends $missing </dev/null 2>&1) || {
        say "$said"
        say "The system packages could not be installed:$missing"
        return 1
    }
}

# The first Python that is new enough, by its real path.
find_python() {
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        "$name" -c 'import sys; sys.version_info >= (3, 11) or sys.exit(1); print(sys.executable)' \
            2>/dev/null && return
    done
    say "Evidence Desk needs Python 3.11 or newer; please install it and start again."
    return 1
}

has_uv() { uv --version >/dev/null 2>&1; }

# A working uv: the system's, or our own in .tools.
find_uv() {
    if has_uv; then
        echo uv
        return
    fi
    if ! "$root/.tools/bin/uv" --version >/dev/null 2>&1; then
        "$1" -m venv --clear "$root/.tools" >&2 &&
            "$root/.tools/bin/pip" install -q 'uv>=0.9,<1' >&2 || return
    fi
    echo "$root/.tools/bin/uv"
}

fingerprint() { (cd "$root" && cksum requirements.lock pyproject.toml script/set-up.sh && pwd); }

is_current() { [ -x "$root/.venv/bin/python" ] && fingerprint | cmp -s - "$root/.venv/$1"; }

# Everything in one folder, .venv, whose Python finds the program wherever it is started.
install_program() {
    packages=$qt_packages
    has_uv || packages="python3-venv $packages"
    need_packages $packages || return
    python=$(find_python) || return
    uv=$(find_uv "$python") || return
    export UV_SYSTEM_CERTS=true # as every other program on this computer
    describe='import sys; print(sys.version, sys.base_prefix)'
    if [ "$("$root/.venv/bin/python" -c "$describe" 2>/dev/null)" != "$("$python" -c "$describe")" ]
    then
        "$uv" venv -q --clear --no-python-downloads --python "$python" "$root/.venv" || return
    fi
    "$uv" pip sync -q --compile-bytecode --require-hashes --python "$root/.venv/bin/python" \
        "$root/requirements.lock" || return
    site=$("$root/.venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))') || return
    echo "$root" >"$site/evidence_desk.pth" || return
    "$root/.venv/bin/python" -m compileall -q "$root/evidence_desk"
}

# Runs "$2 …" unless the stamp $1 fits, one at a time; the stamp is written last.
once() {
    is_current "$1" && return
    stamp=$1
    shift
    say "Setting up ($stamp), once …"
    exec 9>"$root/.set-up.lock"
    if command -v flock >/dev/null; then flock 9; fi
    if ! is_current "$stamp"; then
        "$@" 9>&- || return
        fingerprint >"$root/.venv/$stamp"
    fi
    exec 9>&-
}

set_up_program() { once program install_program; }
set_up_tests() { once tests need_packages $test_packages; }
set_up_bench() { once bench need_packages $bench_packages; }
