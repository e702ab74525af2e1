#!/usr/bin/env python3
"""What the encrypted spool costs: one file through the pages (received, encrypted on the disk, decrypted as it
is read) beside `faro import` of the plain file. Processor time, user and system, of the server and of the
command, in turns; the pages' path also shows and checks a draft, which a ratio on each line tells apart.
    python3 benches/import/spool.py --bin target/release/faro --rows 200000 --repeat 3"""

import argparse
import http.client
import os
import pathlib
import re
import resource
import shutil
import socket
import statistics
import subprocess
import tempfile
import time

TICK = os.sysconf("SC_CLK_TCK")


def rows(path, count):
    with open(path, "w") as out:
        out.write("case_number,full_name,registration_date,role,sex,age,citizenship\n")
        for n in range(count):
            out.write(f"C-{n},Persona Inventada {n},2024-0{1 + n % 9}-15,victim,female,{10 + n % 50},CO\n")


def used_by(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


class Pages:
    def __init__(self, faro, data):
        self.faro, self.data = faro, data
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [faro, "serve", "--port", str(self.port), "--data", data, "--language", "en"]
        self.child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.cookie = ""
        for line in self.child.stdout:
            if found := re.search(r"/enter\?token=\S+", line):
                break
        head, _ = self.ask("GET", found[0])
        self.cookie = head["set-cookie"].split(";")[0]

    def ask(self, method, path, body=None, kind="application/x-www-form-urlencoded"):
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        origin = f"http://127.0.0.1:{self.port}"
        connection.request(method, path, body, {"Cookie": self.cookie, "Origin": origin, "Content-Type": kind})
        answer = connection.getresponse()
        return answer.headers, answer.read().decode()

    def known(self):
        """Sources and versions that are shown, asked beside the server."""
        command = [self.faro, "sources", "--json", "--data", self.data]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.replace(" ", "")

    def used(self):
        return used_by(self.child.pid)

    def take_in(self, file):
        """Processor seconds of receiving, of looking and checking, of importing."""
        body = (b'--edge\r\nContent-Disposition: form-data; name="file"; filename="casos.csv"\r\n'
                b"Content-Type: text/csv\r\n\r\n" + file.read_bytes() + b"\r\n--edge--\r\n")
        began = self.used()
        head, _ = self.ask("POST", "/import", body, "multipart/form-data; boundary=edge")
        draft = head["location"]
        received = self.used()
        self.ask("GET", draft)
        self.ask("POST", draft, "action=check")
        looked = self.used()
        self.ask("POST", f"{draft}/start", "tlp=amber_strict")
        while '"version":1' not in self.known():
            time.sleep(0.25)
        return received - began, looked - received, self.used() - looked

    def stop(self):
        self.child.terminate()
        self.child.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--repeat", type=int, default=3)
    arguments = parser.parse_args()
    faro = os.path.realpath(arguments.bin)
    plain, pages, parts = [], [], []
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        file = scratch / "casos.csv"
        rows(file, arguments.rows)
        print(f"{arguments.rows:,} rows, {file.stat().st_size / 1e6:.1f} MB")

        def fresh(name):
            data = scratch / name
            shutil.rmtree(data, ignore_errors=True)
            subprocess.run([faro, "init", "--data", data], check=True, capture_output=True)
            return data

        for _ in range(arguments.repeat):
            data = fresh("plain")
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([faro, "import", file, "--data", data], check=True, capture_output=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            plain.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
            server = Pages(faro, fresh("pages"))
            try:
                parts.append(server.take_in(file))
            finally:
                server.stop()
            pages.append(parts[-1][0] + parts[-1][2])
    command = statistics.median(plain)
    print(f"faro import: {command:.2f} s of {', '.join(f'{s:.2f}' for s in plain)}")
    for name, at in [("receiving and encrypting", 0), ("looking and checking", 1), ("importing", 2)]:
        seconds = statistics.median(part[at] for part in parts)
        print(f"pages, {name}: {seconds:.2f} s, {seconds / command:.2f} of faro import")
    print(f"pages without looking / faro import: {statistics.median(pages) / command:.2f}")


if __name__ == "__main__":
    main()
