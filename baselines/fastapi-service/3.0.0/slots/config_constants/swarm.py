# Where the swarm puts each secret as a file of its name; elsewhere there is no such folder
SECRETS = Path("/run/secrets") if Path("/run/secrets").is_dir() else None
