def test_briefs(golden):
    golden.assert_ok()
