"""Writes the archives that a tool would write, and a few that none should.

generate.sh calls it; ./generate adds those with headers that lie.
"""
import pathlib
import subprocess
import zipfile

vectors = pathlib.Path("vectors")
archives = pathlib.Path("archives")
archives.mkdir(exist_ok=True)


def vector(name):
    return (vectors / name).read_bytes()


payments = {
    "private.pem": vector("pkcs1-aes-256-cbc.pem"),
    "public.pem": vector("public.pem"),
    "password.txt": b"test-password\n",
}
payouts = {
    "private.pem": vector("unrelated-aes-256-cbc.pem"),
    "public.pem": vector("public-unrelated.pem"),
    "password.txt": b"other-password",
}
notifications = {"public.pem": vector("public-unrelated.pem")}


def under(folder, files):
    return {folder + name: data for name, data in files.items()}


def write(name, files, method=zipfile.ZIP_DEFLATED, prefix=b"", comment=b""):
    path = archives / (name + ".zip")
    with open(path, "wb") as out:
        out.write(prefix)
        with zipfile.ZipFile(out, "w", method) as archive:
            archive.comment = comment
            for entry, data in files.items():
                info = zipfile.ZipInfo(entry, (2026, 1, 1, 0, 0, 0))
                info.compress_type = method
                archive.writestr(info, data)
    return path


# As they come.
write("payments", payments)
write("payments-stored", payments, zipfile.ZIP_STORED)
write("payments-folder", under("AliKassa/cert/payment/", payments))
write("payments-commented", payments, prefix=b"MZ a self-extracting stub", comment=b"PK\x05\x06 a comment")
write("payments-upper-case", {name.upper(): data for name, data in payments.items()})
write("payments-windows", under("cert\\payment\\", payments))
write("payments-cp866", under("Платежи/", payments))
raw = archives / "payments-cp866.zip"
raw.write_bytes(raw.read_bytes().replace("Платежи".encode(), "Платежи!".encode("cp866").ljust(14, b"_")))
write("payments-copies", {"private (1).pem": payments["private.pem"], "public (1).pem": payments["public.pem"],
                          "password (1).txt": payments["password.txt"]})
write("payments-twice", {**payments, **under("copy of it/", payments)})
write("payments-renamed", {"alikassa-key.pem": payments["private.pem"], "alikassa-open.pem": payments["public.pem"],
                           "secret.txt": payments["password.txt"]})
write("payments-notes", {**payments, "readme.txt": "Для платежей, не для выплат.\n".encode(), "private notes.txt": b"call them on Monday\n",
                         "manual.pdf": b"%PDF-1.4\n"})
write("payments-spread", {"keys/private.pem": payments["private.pem"], "keys/public.pem": payments["public.pem"],
                          "password.txt": payments["password.txt"]})
write("payments-without-public", {name: payments[name] for name in ("private.pem", "password.txt")})
write("payments-other-public", {**payments, "public.pem": payouts["public.pem"]})
write("payments-plain", {"private.pem": vector("pkcs1-plain.pem"), "public.pem": payments["public.pem"]})
write("payments-inside", {"download/payments.zip": (archives / "payments.zip").read_bytes()})
write("macos", {**under("payment/", payments), "payment/.DS_Store": b"\0\0\0\1Bud1",
                "__MACOSX/payment/._private.pem": b"\0\5\x16\7", "__MACOSX/payment/._password.txt": b"\0\5\x16\7",
                "__MACOSX/._payment": b"\0\5\x16\7"})
write("windows", {**under("payment/", payments), "payment/Thumbs.db": b"\xd0\xcf\x11\xe0", "payment/desktop.ini": b"[.ShellClassInfo]"})

# Several.
several = {**under("cert/payment/", payments), **under("cert/payout/", payouts), **under("cert/notification/", notifications)}
write("several", several)
write("several-in-one-folder", {**payments, "private (1).pem": payouts["private.pem"], "public (1).pem": payouts["public.pem"],
                                "password (1).txt": payouts["password.txt"]})
write("several-named", {**{"payment_" + name: data for name, data in payments.items()},
                        **{"payout_" + name: data for name, data in payouts.items()}})
write("several-root-and-folder", {**payments, **under("payout/", payouts)})
write("several-archives", {"payment.zip": (archives / "payments.zip").read_bytes(), "payout.zip": write("payouts", payouts).read_bytes()})

# Incomplete.
write("without-private", {name: payments[name] for name in ("public.pem", "password.txt")})
write("without-password", {name: payments[name] for name in ("private.pem", "public.pem")})
write("only-password", {"password.txt": payments["password.txt"]})
write("only-public", notifications)
write("only-readme", {"readme.txt": b"There is nothing here.\n"})
write("only-folders", {"cert/": b""})
write("empty", {})
write("other-key", {"key.ppk": vector("other-putty-3.ppk"), "password.txt": payments["password.txt"]})
write("public-as-private", {**payments, "private.pem": payments["public.pem"]})
write("wrong-password", {**payments, "password.txt": payouts["password.txt"]})

# Not to be opened.
write("bzip2", payments, zipfile.ZIP_BZIP2)
write("lzma", payments, zipfile.ZIP_LZMA)
write("too-large-file", {"private.pem": bytes(4 << 20)})
write("too-large-ratio", {**payments, "notes.txt": bytes(1 << 20)})
write("too-many-files", {"%d" % i: b"" for i in range(1001)}, zipfile.ZIP_STORED)
whole = (archives / "payments.zip").read_bytes()
(archives / "cut.zip").write_bytes(whole[: len(whole) // 2])
stored = bytearray((archives / "payments-stored.zip").read_bytes())
stored[stored.index(b"MII")] ^= 1
(archives / "changed.zip").write_bytes(stored)
(archives / "web-page.zip").write_bytes(b"<!DOCTYPE html>\n<title>Sign in</title>\n")
(archives / "rar.zip").write_bytes(b"Rar!\x1a\x07\x01\x00")
(archives / "7-zip.zip").write_bytes(b"7z\xbc\xaf\x27\x1c")
(archives / "gzip.zip").write_bytes(b"\x1f\x8b\x08\x00")
(archives / "pem.zip").write_bytes(payments["private.pem"])
(archives / "nothing.zip").write_bytes(b"")
(archives / "noise.zip").write_bytes(bytes(range(256)))

# With a password of its own, which zipfile cannot write.
folder = archives / "payment"
folder.mkdir()
for name, data in payments.items():
    (folder / name).write_bytes(data)
subprocess.run(["zip", "-q", "-X", "-r", "-P", "archive-password", "../protected.zip", "."], cwd=folder, check=True)
subprocess.run(["zip", "-q", "-r", "../info-zip.zip", "."], cwd=folder, check=True)
for name in payments:
    (folder / name).unlink()
folder.rmdir()
