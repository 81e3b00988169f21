# tests/unit/test_security.py
import jwt

from src.core.config import settings
from src.core.security import ALGORITHM, create_token, hash_password, verify_password


def test_only_the_right_password_fits_its_hash():
    stored = hash_password("correct horse battery")
    assert "correct horse" not in stored
    assert verify_password("correct horse battery", stored)
    assert not verify_password("correct horse batterY", stored)


def test_equal_passwords_have_different_hashes():
    assert hash_password("the same password") != hash_password("the same password")


def test_tokens_say_who_and_in_which_roles():
    claims = jwt.decode(create_token("somebody", ["reader"]), settings.auth_jwt_secret, algorithms=[ALGORITHM])
    assert (claims["sub"], claims["roles"]) == ("somebody", ["reader"])
