# SPDX-License-Identifier: Apache-2.0
"""A Slurm of its own on this machine, in one folder: munged, slurmctld and slurmd, gone when the block ends.

Needs root, slurm-wlm and munge. One node of eight processors is declared whatever the machine has, so that short tasks do not
queue behind one another for seconds; a requeued job waits for the life of a credential, which is five seconds here. Nothing outside the folder is written; the three daemons are stopped by their own pid files.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType


def missing() -> str:
    """What keeps a private Slurm from starting here, or nothing."""
    for program in ("munged", "slurmctld", "slurmd", "sbatch", "sinfo", "scontrol"):
        if shutil.which(program, path=os.environ.get("PATH", "") + ":/usr/sbin") is None:
            return f"{program} is not installed"
    return "" if os.geteuid() == 0 else "needs root"


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


class PrivateSlurm:
    """`with PrivateSlurm() as slurm: slurm.run("sbatch", ...)`; `slurm.environment` has SLURM_CONF set."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="slurm."))
        self.environment = {**os.environ, "SLURM_CONF": str(self.folder / "slurm.conf")}
        for name in [name for name in self.environment if name.startswith(("SLURM_", "SBATCH_")) and name != "SLURM_CONF"]:
            del self.environment[name]
        self.environment["PATH"] = os.environ.get("PATH", "") + ":/usr/sbin"

    def __enter__(self) -> PrivateSlurm:
        try:
            self._munge()
            self._configure()
            self._daemon("slurmctld", "-f", str(self.folder / "slurm.conf"))
            self._daemon("slurmd", "-f", str(self.folder / "slurm.conf"))
            self._wait_for_idle()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stop()

    def run(self, *command: str, **options: object) -> str:
        """Standard output of a command that sees this Slurm; CalledProcessError with its error text when it fails."""
        done = subprocess.run(command, env=self.environment, text=True, capture_output=True, **options)  # type: ignore[call-overload]
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(command)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
        return str(done.stdout).strip()

    def wait_for(self, job: str, seconds: float = 120.0) -> None:
        """Until no task of the job is left in the queue."""
        until = time.monotonic() + seconds
        while self.run("squeue", "-h", "-j", job, "-o", "%T %R") if self._known(job) else "":
            if time.monotonic() > until:
                raise TimeoutError(self.run("squeue") + "\n" + self.logs())
            time.sleep(0.1)

    def logs(self) -> str:
        """The ends of the daemons' logs, for the message of a test that fails."""
        return "\n".join(f"== {log.name}\n" + log.read_text(errors="replace")[-2000:] for log in self.folder.glob("*.log"))

    def _known(self, job: str) -> bool:
        done = subprocess.run(["squeue", "-h", "-j", job], env=self.environment, capture_output=True, text=True, check=False)
        return done.returncode == 0 and done.stdout.strip() != ""

    def _munge(self) -> None:
        munge = self.folder / "munge"
        munge.mkdir(mode=0o700)
        os.chmod(self.folder, 0o711)
        key = munge / "key"
        key.write_bytes(os.urandom(128))
        key.chmod(0o600)
        options = [f"--{what}={munge / what}" for what in ("pid-file", "log-file", "seed-file")]
        self._daemon("munged", "--force", f"--socket={munge / 'socket'}", f"--key-file={key}", *options)

    def _configure(self) -> None:
        host = socket.gethostname().split(".")[0]
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20 * 9 // 10
        for name in ("state", "spool"):
            (self.folder / name).mkdir()
        # Not found out by looking: a container may have no cgroups, and the plugins chosen below use none.
        (self.folder / "cgroup.conf").write_text("CgroupPlugin=cgroup/v1\n")
        (self.folder / "slurm.conf").write_text(
            f"""\
ClusterName=sunder{random.randrange(10**6)}
SlurmctldHost={host}(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket={self.folder}/munge/socket,cred_expire=5
CredType=cred/munge
SlurmctldPort={free_port()}
SlurmdPort={free_port()}
StateSaveLocation={self.folder}/state
SlurmdSpoolDir={self.folder}/spool
SlurmctldPidFile={self.folder}/slurmctld.pid
SlurmdPidFile={self.folder}/slurmd.pid
SlurmctldLogFile={self.folder}/slurmctld.log
SlurmdLogFile={self.folder}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
MpiDefault=none
ReturnToService=2
KillWait=5
SlurmdParameters=config_overrides
SchedulerParameters=sched_min_interval=100000,bf_interval=1,sched_interval=1
NodeName={host} NodeAddr=127.0.0.1 CPUs=8 RealMemory={memory}
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP OverSubscribe=YES
"""
        )

    def _daemon(self, *command: str) -> None:
        done = subprocess.run(command, env=self.environment, text=True, capture_output=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"{command[0]}: exit {done.returncode}: {done.stderr.strip()}")

    def _wait_for_idle(self, seconds: float = 20.0) -> None:
        until = time.monotonic() + seconds
        while "idle" not in subprocess.run(
            ["sinfo", "-h", "-o", "%T"], env=self.environment, text=True, capture_output=True, check=False
        ).stdout:
            if time.monotonic() > until:
                raise TimeoutError("the node does not come up\n" + self.logs())
            time.sleep(0.05)

    def _stop(self) -> None:
        for pid_file in (self.folder / "slurmd.pid", self.folder / "slurmctld.pid", self.folder / "munge" / "pid-file"):
            try:
                pid = int(pid_file.read_text())
                os.kill(pid, signal.SIGTERM)
            except (OSError, ValueError):
                continue
            until = time.monotonic() + 10.0
            while Path(f"/proc/{pid}").exists() and time.monotonic() < until:
                time.sleep(0.02)
        shutil.rmtree(self.folder, ignore_errors=True)


if __name__ == "__main__":
    problem = missing()
    if problem:
        sys.exit(problem)
    with PrivateSlurm() as slurm:
        print(slurm.run("sinfo"))
        job = slurm.run("sbatch", "--parsable", "--array=0-2", "--output=/dev/null", "--wrap=sleep 0.1")
        slurm.wait_for(job)
        print(job, "done")
