"""Opens keys as the documented sample does; see open.php."""
import sys

from cryptography.hazmat.primitives import serialization

for key, password in zip(sys.argv[1::2], sys.argv[2::2]):
    with open(password, "rb") as f:
        secret = f.read().strip()
    try:
        with open(key, "rb") as f:
            serialization.load_pem_private_key(f.read(), password=secret)
        print("yes")
    except (ValueError, TypeError):
        print("no")
