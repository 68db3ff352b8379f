"""Step 3: in full."""

SQL = """
ALTER TABLE "agenda_point" ADD COLUMN seconds_spent INTEGER;
CREATE TABLE candidate (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, candidate_list_id VARCHAR(36)
    NOT NULL, rank INTEGER, given_name VARCHAR NOT NULL, family_name VARCHAR NOT NULL, gender VARCHAR NOT
    NULL, function VARCHAR NOT NULL, elected BOOLEAN NOT NULL, official_id VARCHAR(36), position VARCHAR
    NOT NULL, PRIMARY KEY (id), FOREIGN KEY(candidate_list_id) REFERENCES candidate_list (id) DEFERRABLE
    INITIALLY DEFERRED, FOREIGN KEY(official_id) REFERENCES official (id) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_candidate_candidate_list_id ON candidate (candidate_list_id);
CREATE INDEX ix_candidate_official_id ON candidate (official_id);
CREATE TABLE candidate_answer (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, candidate_list_id
    VARCHAR(36) NOT NULL, candidate_id VARCHAR(36), framework_measure_id VARCHAR(36) NOT NULL,
    candidate_answer_kind VARCHAR NOT NULL, level INTEGER, answered_on DATE, words TEXT NOT NULL, PRIMARY
    KEY (id), FOREIGN KEY(candidate_list_id) REFERENCES candidate_list (id) DEFERRABLE INITIALLY
    DEFERRED, FOREIGN KEY(candidate_id) REFERENCES candidate (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN
    KEY(framework_measure_id) REFERENCES framework_measure (id) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_candidate_answer_candidate_id ON candidate_answer (candidate_id);
CREATE INDEX ix_candidate_answer_candidate_list_id ON candidate_answer (candidate_list_id);
CREATE INDEX ix_candidate_answer_framework_measure_id ON candidate_answer (framework_measure_id);
CREATE TABLE candidate_list (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, election_id VARCHAR(36)
    NOT NULL, name VARCHAR NOT NULL, political_label VARCHAR NOT NULL, political_label_source VARCHAR NOT
    NULL, url VARCHAR NOT NULL, asked_on DATE, channel VARCHAR, answer_kind VARCHAR, answered_on DATE,
    answer_text TEXT NOT NULL, attachment_id VARCHAR(36), votes INTEGER, seats_won INTEGER, won BOOLEAN
    NOT NULL, pledge_document_id VARCHAR(36), position VARCHAR NOT NULL, notes TEXT NOT NULL, PRIMARY KEY
    (id), FOREIGN KEY(election_id) REFERENCES election (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN
    KEY(attachment_id) REFERENCES attachment (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN
    KEY(pledge_document_id) REFERENCES pledge_document (id) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_candidate_list_attachment_id ON candidate_list (attachment_id);
CREATE INDEX ix_candidate_list_election_id ON candidate_list (election_id);
CREATE INDEX ix_candidate_list_pledge_document_id ON candidate_list (pledge_document_id);
CREATE TABLE deliberation (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, number VARCHAR NOT NULL,
    title VARCHAR NOT NULL, decided_on DATE, territory_id VARCHAR(36), outcome VARCHAR NOT NULL,
    votes_for INTEGER, votes_against INTEGER, abstentions INTEGER, url VARCHAR NOT NULL, attachment_id
    VARCHAR(36), meeting_id VARCHAR(36), summary TEXT NOT NULL, PRIMARY KEY (id), FOREIGN
    KEY(territory_id) REFERENCES territory (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(attachment_id)
    REFERENCES attachment (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(meeting_id) REFERENCES meeting
    (id) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_deliberation_attachment_id ON deliberation (attachment_id);
CREATE INDEX ix_deliberation_meeting_id ON deliberation (meeting_id);
CREATE INDEX ix_deliberation_territory_id ON deliberation (territory_id);
CREATE TABLE deliberation_vote (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, deliberation_id
    VARCHAR(36) NOT NULL, official_id VARCHAR(36) NOT NULL, vote VARCHAR NOT NULL, PRIMARY KEY (id),
    FOREIGN KEY(deliberation_id) REFERENCES deliberation (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN
    KEY(official_id) REFERENCES official (id) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_deliberation_vote_deliberation_id ON deliberation_vote (deliberation_id);
CREATE INDEX ix_deliberation_vote_official_id ON deliberation_vote (official_id);
CREATE TABLE election (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, title VARCHAR NOT NULL,
    territory_id VARCHAR(36), assembly VARCHAR NOT NULL, first_round_on DATE, second_round_on DATE,
    framework_id VARCHAR(36), election_state VARCHAR NOT NULL, mandate_id VARCHAR(36), notes TEXT NOT
    NULL, PRIMARY KEY (id), FOREIGN KEY(territory_id) REFERENCES territory (id) DEFERRABLE INITIALLY
    DEFERRED, FOREIGN KEY(framework_id) REFERENCES framework (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN
    KEY(mandate_id) REFERENCES mandate (id) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_election_framework_id ON election (framework_id);
CREATE INDEX ix_election_mandate_id ON election (mandate_id);
CREATE INDEX ix_election_territory_id ON election (territory_id);
ALTER TABLE "evidence" ADD COLUMN deliberation_id VARCHAR(36) REFERENCES "deliberation" (id) DEFERRABLE
    INITIALLY DEFERRED;
ALTER TABLE "evidence" ADD COLUMN link_dead_on DATE;
CREATE INDEX ix_evidence_deliberation_id ON evidence (deliberation_id);
ALTER TABLE "follow_up" ADD COLUMN remind_on DATE;
ALTER TABLE "follow_up" ADD COLUMN request_id VARCHAR(36) REFERENCES "request" (id) DEFERRABLE INITIALLY
    DEFERRED;
CREATE INDEX ix_follow_up_request_id ON follow_up (request_id);
CREATE TABLE indicator (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, commitment_id VARCHAR(36) NOT
    NULL, name VARCHAR NOT NULL, unit VARCHAR NOT NULL, indicator_kind VARCHAR, baseline FLOAT,
    baseline_on DATE, target FLOAT, target_on DATE, source VARCHAR NOT NULL, position VARCHAR NOT NULL,
    notes TEXT NOT NULL, PRIMARY KEY (id), FOREIGN KEY(commitment_id) REFERENCES commitment (id)
    DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_indicator_commitment_id ON indicator (commitment_id);
CREATE TABLE indicator_value (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, indicator_id VARCHAR(36)
    NOT NULL, value_kind VARCHAR NOT NULL, measured_on DATE, measure FLOAT, source VARCHAR NOT NULL, url
    VARCHAR NOT NULL, attachment_id VARCHAR(36), PRIMARY KEY (id), FOREIGN KEY(indicator_id) REFERENCES
    indicator (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(attachment_id) REFERENCES attachment (id)
    DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_indicator_value_attachment_id ON indicator_value (attachment_id);
CREATE INDEX ix_indicator_value_indicator_id ON indicator_value (indicator_id);
ALTER TABLE "key_date" ADD COLUMN start_time VARCHAR NOT NULL DEFAULT '';
ALTER TABLE "key_date" ADD COLUMN end_time VARCHAR NOT NULL DEFAULT '';
ALTER TABLE "key_date" ADD COLUMN place VARCHAR NOT NULL DEFAULT '';
ALTER TABLE "key_date" ADD COLUMN calendar_uid VARCHAR NOT NULL DEFAULT '';
ALTER TABLE "key_date" ADD COLUMN cancelled BOOLEAN NOT NULL DEFAULT 0;
CREATE TABLE letter_template (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, "key" VARCHAR NOT NULL,
    name VARCHAR NOT NULL, subject VARCHAR NOT NULL, body TEXT NOT NULL, PRIMARY KEY (id));
ALTER TABLE "meeting" ADD COLUMN minutes_sent_on DATE;
ALTER TABLE "meeting" ADD COLUMN series_id VARCHAR(36) REFERENCES "meeting_series" (id) DEFERRABLE
    INITIALLY DEFERRED;
ALTER TABLE "meeting" ADD COLUMN held_minutes INTEGER;
ALTER TABLE "meeting" ADD COLUMN talk_ours_seconds INTEGER;
ALTER TABLE "meeting" ADD COLUMN talk_theirs_seconds INTEGER;
ALTER TABLE "meeting" ADD COLUMN thanked_on DATE;
ALTER TABLE "meeting" ADD COLUMN debrief_obtained TEXT NOT NULL DEFAULT '';
ALTER TABLE "meeting" ADD COLUMN debrief_learnt TEXT NOT NULL DEFAULT '';
ALTER TABLE "meeting" ADD COLUMN debrief_stance TEXT NOT NULL DEFAULT '';
ALTER TABLE "meeting" ADD COLUMN debrief_better TEXT NOT NULL DEFAULT '';
ALTER TABLE "meeting" ADD COLUMN debrief_next TEXT NOT NULL DEFAULT '';
CREATE INDEX ix_meeting_series_id ON meeting (series_id);
CREATE TABLE meeting_series (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, title VARCHAR NOT NULL,
    rhythm VARCHAR NOT NULL, territory_id VARCHAR(36), notes TEXT NOT NULL, PRIMARY KEY (id), FOREIGN
    KEY(territory_id) REFERENCES territory (id) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_meeting_series_territory_id ON meeting_series (territory_id);
CREATE TABLE minutes_amendment (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, meeting_id VARCHAR(36)
    NOT NULL, minutes_line_id VARCHAR(36), made_on DATE, volunteer_id VARCHAR(36), asked_by VARCHAR NOT
    NULL, text TEXT NOT NULL, PRIMARY KEY (id), FOREIGN KEY(meeting_id) REFERENCES meeting (id)
    DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(minutes_line_id) REFERENCES minutes_line (id) DEFERRABLE
    INITIALLY DEFERRED, FOREIGN KEY(volunteer_id) REFERENCES volunteer (id) DEFERRABLE INITIALLY
    DEFERRED);
CREATE INDEX ix_minutes_amendment_meeting_id ON minutes_amendment (meeting_id);
CREATE INDEX ix_minutes_amendment_minutes_line_id ON minutes_amendment (minutes_line_id);
CREATE INDEX ix_minutes_amendment_volunteer_id ON minutes_amendment (volunteer_id);
CREATE TABLE minutes_sending (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, meeting_id VARCHAR(36)
    NOT NULL, audience VARCHAR NOT NULL, sent_on DATE, channel VARCHAR, recipient VARCHAR NOT NULL,
    volunteer_id VARCHAR(36), PRIMARY KEY (id), FOREIGN KEY(meeting_id) REFERENCES meeting (id)
    DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(volunteer_id) REFERENCES volunteer (id) DEFERRABLE
    INITIALLY DEFERRED);
CREATE INDEX ix_minutes_sending_meeting_id ON minutes_sending (meeting_id);
CREATE INDEX ix_minutes_sending_volunteer_id ON minutes_sending (volunteer_id);
ALTER TABLE "official" ADD COLUMN support INTEGER;
ALTER TABLE "pledge_document" ADD COLUMN opinions_asked_on DATE;
ALTER TABLE "pledge_document" ADD COLUMN adopted_on DATE;
ALTER TABLE "pledge_document" ADD COLUMN mid_term_report_on DATE;
CREATE TABLE press_item (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, title VARCHAR NOT NULL,
    publisher VARCHAR NOT NULL, dated_on DATE, url VARCHAR NOT NULL, quote TEXT NOT NULL, official_id
    VARCHAR(36), commitment_id VARCHAR(36), mobilisation_id VARCHAR(36), attachment_id VARCHAR(36),
    consulted_on DATE, publishable BOOLEAN NOT NULL, PRIMARY KEY (id), FOREIGN KEY(official_id)
    REFERENCES official (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(commitment_id) REFERENCES
    commitment (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(mobilisation_id) REFERENCES mobilisation
    (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(attachment_id) REFERENCES attachment (id) DEFERRABLE
    INITIALLY DEFERRED);
CREATE INDEX ix_press_item_attachment_id ON press_item (attachment_id);
CREATE INDEX ix_press_item_commitment_id ON press_item (commitment_id);
CREATE INDEX ix_press_item_mobilisation_id ON press_item (mobilisation_id);
CREATE INDEX ix_press_item_official_id ON press_item (official_id);
CREATE TABLE record_group (record_id VARCHAR(36) NOT NULL, group_id VARCHAR(36) NOT NULL, PRIMARY KEY
    (record_id));
CREATE INDEX ix_record_group_group_id ON record_group (group_id);
CREATE TABLE rehearsal_item (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, meeting_id VARCHAR(36)
    NOT NULL, phase VARCHAR NOT NULL, title VARCHAR NOT NULL, owner_id VARCHAR(36), done BOOLEAN NOT
    NULL, position VARCHAR NOT NULL, PRIMARY KEY (id), FOREIGN KEY(meeting_id) REFERENCES meeting (id)
    DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(owner_id) REFERENCES volunteer (id) DEFERRABLE INITIALLY
    DEFERRED);
CREATE INDEX ix_rehearsal_item_meeting_id ON rehearsal_item (meeting_id);
CREATE INDEX ix_rehearsal_item_owner_id ON rehearsal_item (owner_id);
CREATE TABLE request (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, title VARCHAR NOT NULL,
    request_kind VARCHAR NOT NULL, channel VARCHAR NOT NULL, sent_on DATE, received_on DATE, official_id
    VARCHAR(36), territory_id VARCHAR(36), mandate_id VARCHAR(36), volunteer_id VARCHAR(36), text TEXT
    NOT NULL, due_on DATE, receipt VARCHAR NOT NULL, answer_kind VARCHAR, answered_on DATE, answer_text
    TEXT NOT NULL, referred_on DATE, opinion_on DATE, opinion TEXT NOT NULL, meeting_id VARCHAR(36),
    minutes_line_id VARCHAR(36), publishable BOOLEAN NOT NULL, notes TEXT NOT NULL, PRIMARY KEY (id),
    FOREIGN KEY(official_id) REFERENCES official (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN
    KEY(territory_id) REFERENCES territory (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(mandate_id)
    REFERENCES mandate (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(volunteer_id) REFERENCES volunteer
    (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE
    INITIALLY DEFERRED, FOREIGN KEY(minutes_line_id) REFERENCES minutes_line (id) DEFERRABLE INITIALLY
    DEFERRED);
CREATE INDEX ix_request_mandate_id ON request (mandate_id);
CREATE INDEX ix_request_meeting_id ON request (meeting_id);
CREATE INDEX ix_request_minutes_line_id ON request (minutes_line_id);
CREATE INDEX ix_request_official_id ON request (official_id);
CREATE INDEX ix_request_territory_id ON request (territory_id);
CREATE INDEX ix_request_volunteer_id ON request (volunteer_id);
CREATE TABLE request_commitment (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, request_id
    VARCHAR(36) NOT NULL, commitment_id VARCHAR(36) NOT NULL, PRIMARY KEY (id), FOREIGN KEY(request_id)
    REFERENCES request (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(commitment_id) REFERENCES
    commitment (id) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_request_commitment_commitment_id ON request_commitment (commitment_id);
CREATE INDEX ix_request_commitment_request_id ON request_commitment (request_id);
CREATE TABLE request_file (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, request_id VARCHAR(36) NOT
    NULL, attachment_id VARCHAR(36) NOT NULL, received BOOLEAN NOT NULL, PRIMARY KEY (id), FOREIGN
    KEY(request_id) REFERENCES request (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(attachment_id)
    REFERENCES attachment (id) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_request_file_attachment_id ON request_file (attachment_id);
CREATE INDEX ix_request_file_request_id ON request_file (request_id);
CREATE TABLE request_reminder (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, request_id VARCHAR(36)
    NOT NULL, sent_on DATE, channel VARCHAR NOT NULL, volunteer_id VARCHAR(36), text TEXT NOT NULL,
    PRIMARY KEY (id), FOREIGN KEY(request_id) REFERENCES request (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(volunteer_id) REFERENCES volunteer (id) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_request_reminder_request_id ON request_reminder (request_id);
CREATE INDEX ix_request_reminder_volunteer_id ON request_reminder (volunteer_id);
CREATE TABLE review_item (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, review_session_id
    VARCHAR(36) NOT NULL, commitment_id VARCHAR(36) NOT NULL, verdict_id VARCHAR(36), review_item_state
    VARCHAR NOT NULL, votes_for INTEGER, votes_against INTEGER, abstentions INTEGER, discussion TEXT NOT
    NULL, position VARCHAR NOT NULL, PRIMARY KEY (id), FOREIGN KEY(review_session_id) REFERENCES
    review_session (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(commitment_id) REFERENCES commitment
    (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(verdict_id) REFERENCES verdict (id) DEFERRABLE
    INITIALLY DEFERRED);
CREATE INDEX ix_review_item_commitment_id ON review_item (commitment_id);
CREATE INDEX ix_review_item_review_session_id ON review_item (review_session_id);
CREATE INDEX ix_review_item_verdict_id ON review_item (verdict_id);
CREATE TABLE review_member (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, review_session_id
    VARCHAR(36) NOT NULL, volunteer_id VARCHAR(36) NOT NULL, PRIMARY KEY (id), FOREIGN
    KEY(review_session_id) REFERENCES review_session (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN
    KEY(volunteer_id) REFERENCES volunteer (id) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_review_member_review_session_id ON review_member (review_session_id);
CREATE INDEX ix_review_member_volunteer_id ON review_member (volunteer_id);
CREATE TABLE review_session (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, title VARCHAR NOT NULL,
    held_on DATE, place VARCHAR NOT NULL, territory_id VARCHAR(36), mandate_id VARCHAR(36), review_state
    VARCHAR NOT NULL, notes TEXT NOT NULL, PRIMARY KEY (id), FOREIGN KEY(territory_id) REFERENCES
    territory (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(mandate_id) REFERENCES mandate (id)
    DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_review_session_mandate_id ON review_session (mandate_id);
CREATE INDEX ix_review_session_territory_id ON review_session (territory_id);
CREATE TABLE saved_view (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, name VARCHAR NOT NULL,
    subject_kind VARCHAR NOT NULL, content VARCHAR NOT NULL, position VARCHAR NOT NULL, PRIMARY KEY (id));
CREATE TABLE source_group (id VARCHAR(36) NOT NULL, name VARCHAR NOT NULL, received_at INTEGER, PRIMARY
    KEY (id));
CREATE TABLE stance_step (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, official_id VARCHAR(36) NOT
    NULL, theme_id VARCHAR(36), stance VARCHAR NOT NULL, noted_on DATE, statement TEXT NOT NULL, source
    VARCHAR NOT NULL, url VARCHAR NOT NULL, attachment_id VARCHAR(36), meeting_id VARCHAR(36),
    minutes_line_id VARCHAR(36), PRIMARY KEY (id), FOREIGN KEY(official_id) REFERENCES official (id)
    DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(theme_id) REFERENCES theme (id) DEFERRABLE INITIALLY
    DEFERRED, FOREIGN KEY(attachment_id) REFERENCES attachment (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN
    KEY(minutes_line_id) REFERENCES minutes_line (id) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_stance_step_attachment_id ON stance_step (attachment_id);
CREATE INDEX ix_stance_step_meeting_id ON stance_step (meeting_id);
CREATE INDEX ix_stance_step_minutes_line_id ON stance_step (minutes_line_id);
CREATE INDEX ix_stance_step_official_id ON stance_step (official_id);
CREATE INDEX ix_stance_step_theme_id ON stance_step (theme_id);
CREATE TABLE territory_change (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, territory_id
    VARCHAR(36) NOT NULL, territory_change_kind VARCHAR NOT NULL, happened_on DATE, former_code VARCHAR
    NOT NULL, former_name VARCHAR NOT NULL, former_territory_id VARCHAR(36), source VARCHAR NOT NULL,
    PRIMARY KEY (id), FOREIGN KEY(territory_id) REFERENCES territory (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(former_territory_id) REFERENCES territory (id) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_territory_change_former_territory_id ON territory_change (former_territory_id);
CREATE INDEX ix_territory_change_territory_id ON territory_change (territory_id);
CREATE TABLE twin_decision (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, subject_kind VARCHAR NOT
    NULL, kept_id VARCHAR NOT NULL, other_id VARCHAR NOT NULL, twin_verdict VARCHAR NOT NULL, decided_on
    DATE, PRIMARY KEY (id));
CREATE TABLE verdict_signer (id VARCHAR(36) NOT NULL, deleted BOOLEAN NOT NULL, verdict_id VARCHAR(36)
    NOT NULL, volunteer_id VARCHAR(36) NOT NULL, signing VARCHAR NOT NULL, words TEXT NOT NULL, PRIMARY
    KEY (id), FOREIGN KEY(verdict_id) REFERENCES verdict (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN
    KEY(volunteer_id) REFERENCES volunteer (id) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX ix_verdict_signer_verdict_id ON verdict_signer (verdict_id);
CREATE INDEX ix_verdict_signer_volunteer_id ON verdict_signer (volunteer_id)
"""
STATEMENTS = tuple(statement.strip() for statement in SQL.split(";"))
FINGERPRINT = "e7324711873ea391a1fa5bc102ec6670f6391ee81f7b702d070859d8f2c2b14d"
