# On Linux: shuts the process that it is off from the system, and becomes the program that it is given. It needs no
# privileges, and no tool but the Perl of Debian's base, which can call the kernel by number. What is shut stays so, for
# whatever the process starts.
#
#   perl confine.pl <arch, as Node names it> <pid of the parent> <rights>=<path> … -- <program> <argument> …
#
# Rights: r (read), x (read and execute), w (a folder in which plain files and folders are made, changed and removed),
# d (a device that is read and written). A path that is not there is passed over. Prints what is in force, a word each:
# `files` (Landlock), `network` and `processes` (seccomp). Ends with 70 where the kernel refuses what it said it could.
use strict;
use warnings;

my ($arch, $parent) = splice @ARGV, 0, 2;
# Numbers of system calls, from the kernel's asm/unistd.h; Landlock's are the same everywhere.
my %numbers = (
    x64   => { audit => 0xC000003E, prctl => 157, capset => 126, clone => 56, prlimit => 302, own => [62, 234], socket => 41,
        # fork vfork ptrace process_vm_readv _writev tkill rt_sigqueueinfo rt_tgsigqueueinfo setpriority unshare setns
        shut => [57, 58, 101, 310, 311, 200, 129, 297, 141, 272, 308] },
    arm64 => { audit => 0xC00000B7, prctl => 167, capset => 91, clone => 220, prlimit => 261, own => [129, 131], socket => 198,
        shut => [117, 270, 271, 130, 138, 240, 140, 97, 268] },
);
my $call = $numbers{$arch} or die "no numbers for $arch\n";
my ($CREATE_RULESET, $ADD_RULE, $RESTRICT_SELF) = (444, 445, 446);
my ($EPERM, $ENOSYS) = (1, 38);

sub must { my ($result, $what) = @_; return $result if $result >= 0; print STDERR "$what: $!\n"; exit 70 }
sub prctl { my ($option, @values) = @_; push @values, 0 while @values < 4; return syscall($call->{prctl}, $option, @values) }

# PR_SET_PDEATHSIG: the kernel kills this process when its parent is gone, in the middle of whatever it does.
must(prctl(1, 9), "PR_SET_PDEATHSIG");
exit 70 if getppid() != $parent;    # it was gone before

if ($> == 0) {                      # root keeps its name and none of its powers
    prctl(28, 3);                   # PR_SET_SECUREBITS: SECBIT_NOROOT, locked
    my ($header, $none) = (pack("LL", 0x20080522, 0), "\0" x 24);
    must(syscall($call->{capset}, $header, $none), "capset");
}
must(prctl(38, 1), "PR_SET_NO_NEW_PRIVS");

my @rules;
while (@ARGV and (my $rule = shift) ne "--") { push @rules, [split /=/, $rule, 2] }
my @force;
push @force, "files" if shut_files();
push @force, "network", "processes" if shut_calls();
$| = 1;
print join(" ", @force), "\n";
exec { $ARGV[0] } @ARGV or exit 70;

# Landlock (Linux 5.13): https://docs.kernel.org/userspace-api/landlock.html
sub shut_files {
    my $version = syscall($CREATE_RULESET, 0, 0, 1);
    return 0 if $version < 1;
    my $all = 0x1FFF | ($version >= 2 && 0x2000) | ($version >= 3 && 0x4000) | ($version >= 5 && 0x8000);
    my $truncate = $version >= 3 ? 0x4000 : 0;
    my %file   = (r => 0x4, x => 0x5, w => 0x6 | $truncate, d => 0x6 | $truncate);
    my %folder = (r => 0xC, x => 0xD, w => 0x1BE | $truncate, d => 0);
    # Beside files: TCP of both directions (4), abstract sockets and signals to others (6).
    my $handled = pack("Q", $all) . ($version >= 4 ? pack("Q", 3) : "") . ($version >= 6 ? pack("Q", 3) : "");
    my $ruleset = must(syscall($CREATE_RULESET, $handled, length $handled, 0), "landlock_create_ruleset");
    for my $rule (@rules) {
        my ($rights, $path) = @$rule;
        sysopen(my $place, $path, 0x280000) or next;    # O_PATH | O_CLOEXEC
        my $beneath = pack("Ql", (-d $path ? $folder{$rights} : $file{$rights}), fileno $place);
        must(syscall($ADD_RULE, $ruleset, 1, $beneath, 0), "landlock_add_rule $path");
    }
    must(syscall($RESTRICT_SELF, $ruleset, 0), "landlock_restrict_self");
    return 1;
}

# A filter of system calls: https://docs.kernel.org/userspace-api/seccomp_filter.html
sub shut_calls {
    my ($load, $equal, $least, $bits, $return) = (0x20, 0x15, 0x35, 0x45, 0x06);
    my ($allow, $errno, $kill) = (0x7FFF0000, 0x00050000, 0x80000000);
    my @filter = (
        [$load, 0, 0, 4], [$equal, 1, 0, $call->{audit}], [$return, 0, 0, $kill],
        [$load, 0, 0, 0], [$least, 0, 1, 0x40000000], [$return, 0, 0, $errno | $EPERM],
    );
    my $refuse = sub { my ($number, $error) = @_; push @filter, [$equal, 0, 1, $number], [$return, 0, 0, $errno | $error] };
    # Only where the first argument is `value` (or has these bits): a call to itself, a thread and no process.
    my $only = sub {
        my ($number, $test, $value) = @_;
        push @filter, [$equal, 0, 4, $number], [$load, 0, 0, 16], [$test, 0, 1, $value], [$return, 0, 0, $allow],
            [$return, 0, 0, $errno | $EPERM];
    };
    # io_uring opens sockets past a filter; clone3 hides its flags in memory: without them libuv and glibc take others.
    $refuse->($_, $ENOSYS) for 425, 435;
    # pidfd_send_signal pidfd_open pidfd_getfd
    $refuse->($_, $EPERM) for $call->{socket}, 424, 434, 438, @{ $call->{shut} };
    $only->($call->{clone}, $bits, 0x10000);    # CLONE_THREAD
    $only->($call->{prlimit}, $equal, 0);
    $only->($_, $equal, $$) for @{ $call->{own} };    # kill, tgkill
    push @filter, [$return, 0, 0, $allow];
    my $instructions = join "", map { pack "SCCL", @$_ } @filter;
    my $program = pack "S x6 P", scalar @filter, $instructions;
    return prctl(22, 2, unpack("Q", pack "P", $program)) == 0;    # PR_SET_SECCOMP, SECCOMP_MODE_FILTER
}
