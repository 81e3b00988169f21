    await publisher.close()
