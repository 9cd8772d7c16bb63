"""Exam preparation for US pharmacy technicians, in the terminal."""

__version__ = "0.1.0"
