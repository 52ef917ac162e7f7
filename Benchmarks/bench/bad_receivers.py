"""Receivers that hang, drip one byte a second, or reset. Usage: bad_receivers.py KIND=PORT …"""
import asyncio
import socket
import struct
import sys


async def hang(reader, writer):
    while await reader.read(1 << 16):
        pass


async def drip(reader, writer):
    await reader.read(1 << 16)
    for byte in b"HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n" + b"x" * 1000:
        writer.write(bytes([byte]))
        await writer.drain()
        await asyncio.sleep(1)


async def reset(reader, writer):
    await reader.read(1)
    # Closing with a linger time of zero sends RST.
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def quietly(behave):
    async def handle(reader, writer):
        try:
            await behave(reader, writer)
        except OSError:
            pass
        finally:
            writer.close()
    return handle


async def main():
    behaviours = {"hang": hang, "drip": drip, "reset": reset}
    for argument in sys.argv[1:]:
        kind, port = argument.split("=")
        await asyncio.start_server(quietly(behaviours[kind]), "127.0.0.1", int(port), backlog=1024)
    await asyncio.Event().wait()


asyncio.run(main())
