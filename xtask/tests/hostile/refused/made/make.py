import sys

with open(sys.argv[1] + "/spec.yaml", "wb") as out:
    out.write(b"a" * 70000)
