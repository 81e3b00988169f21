from sqlalchemy import DateTime, Double, String
from sqlalchemy.dialects.mysql import DATETIME
