@echo off
rem Double-click to open Local Shorts Studio.
chcp 65001 >nul
cd /d "%~dp0"
where py >nul 2>nul && (set "PY=py -3") || (set "PY=python")
%PY% --version >nul 2>nul || (
  echo Python이 없습니다. https://www.python.org/downloads/ 에서 Python 3.12를 설치한 뒤 다시 실행해 주세요.
  echo Python was not found. Install Python 3.12 from https://www.python.org/downloads/ and try again.
  pause
  exit /b 1
)
%PY% start.py %*
if errorlevel 1 pause
