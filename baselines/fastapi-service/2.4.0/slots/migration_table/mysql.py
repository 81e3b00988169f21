        mysql_charset="utf8mb4",
        mysql_collate="utf8mb4_bin",
