/** Certificates for the tests: fresh keys, and archives like AliKassa's. */
import { generateKeyPairSync, verify } from "node:crypto";

export interface TestCertificate {
  readonly privatePem: string;
  readonly publicPem: string;
  readonly password: string;
}

/** A certificate in the container that AliKassa hands out: traditional, AES-256-CBC. */
export function makeCertificate(password = "correct horse"): TestCertificate {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs1", format: "pem", cipher: "aes-256-cbc", passphrase: password },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  return { privatePem: privateKey, publicPem: publicKey, password };
}

/** A file as Playwright takes it. */
export interface TestFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export const file = (name: string, content: string | Buffer): TestFile => ({
  name,
  mimeType: "application/octet-stream",
  buffer: Buffer.from(content),
});

/** The three files of a certificate. */
export function threeFiles({ privatePem, publicPem, password }: TestCertificate, folder = ""): TestFile[] {
  return [
    file(`${folder}private.pem`, privatePem),
    file(`${folder}public.pem`, publicPem),
    file(`${folder}password.txt`, password),
  ];
}

/** A zip of stored entries (APPNOTE 4.3). */
export function zip(files: readonly TestFile[]): TestFile {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, buffer } of files) {
    const path = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(buffer), 10);
    common.writeUInt32LE(buffer.length, 14);
    common.writeUInt32LE(buffer.length, 18);
    common.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), common, path, buffer]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00", "latin1"), common, tail, path]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return file("certificate.zip", Buffer.concat([...locals, directory, end]));
}

/** Whether Node agrees that this Sign is right. */
export function verifies(body: Buffer, sign: string, publicPem: string): boolean {
  return verify("sha1", body, publicPem, Buffer.from(sign, "base64"));
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
